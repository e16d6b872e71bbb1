// The bytes of 64 that a scanner asks about, as bits: bit i stands for byte i. Everything is inlined into the caller;
// no function here keeps state, allocates or reads beyond the 64 bytes.
#ifndef KIEM_SCAN_H
#define KIEM_SCAN_H

#include <stdint.h>

#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
#include <emmintrin.h>
#elif defined(__aarch64__) && !defined(KIEM_SCAN_PORTABLE)
#include <arm_neon.h>
#endif

// What the structure of delimited text hangs on.
typedef struct {
  uint64_t quotes;
  uint64_t delimiters;
  uint64_t newlines;
  uint64_t returns;
} kiem_scan_cells;

// What the structure of a line of JSON hangs on.
typedef struct {
  uint64_t quotes;
  uint64_t backslashes;
  uint64_t newlines;
} kiem_scan_json;

#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)

static inline __attribute__((always_inline)) uint64_t kiem_scan_equal(__m128i a, __m128i b, __m128i c, __m128i d, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  const uint64_t m0 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, wanted));
  const uint64_t m1 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, wanted));
  const uint64_t m2 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(c, wanted));
  const uint64_t m3 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(d, wanted));
  return m0 | m1 << 16 | m2 << 32 | m3 << 48;
}

#define KIEM_SCAN_LOAD(p)                                          \
  const __m128i a = _mm_loadu_si128((const __m128i *)(p));         \
  const __m128i b = _mm_loadu_si128((const __m128i *)((p) + 16));  \
  const __m128i c = _mm_loadu_si128((const __m128i *)((p) + 32));  \
  const __m128i d = _mm_loadu_si128((const __m128i *)((p) + 48))
#define KIEM_SCAN_EQUAL(byte) kiem_scan_equal(a, b, c, d, byte)

#elif defined(__aarch64__) && !defined(KIEM_SCAN_PORTABLE)

static inline __attribute__((always_inline)) uint64_t kiem_scan_equal(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d, uint8_t byte) {
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t wanted = vdupq_n_u8(byte), bits = vld1q_u8(weights);
  const uint8x16_t m0 = vandq_u8(vceqq_u8(a, wanted), bits), m1 = vandq_u8(vceqq_u8(b, wanted), bits);
  const uint8x16_t m2 = vandq_u8(vceqq_u8(c, wanted), bits), m3 = vandq_u8(vceqq_u8(d, wanted), bits);
  uint8x16_t sum = vpaddq_u8(vpaddq_u8(m0, m1), vpaddq_u8(m2, m3));
  sum = vpaddq_u8(sum, sum);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

#define KIEM_SCAN_LOAD(p) \
  const uint8x16_t a = vld1q_u8(p), b = vld1q_u8((p) + 16), c = vld1q_u8((p) + 32), d = vld1q_u8((p) + 48)
#define KIEM_SCAN_EQUAL(byte) kiem_scan_equal(a, b, c, d, byte)

#else

static inline uint64_t kiem_scan_equal(const uint8_t *p, uint8_t byte) {
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] == byte) << i;
  return mask;
}

#define KIEM_SCAN_LOAD(p) const uint8_t *const block = (p)
#define KIEM_SCAN_EQUAL(byte) kiem_scan_equal(block, byte)

#endif

// Asks for the memory at an address before it is read. The address need not be a good one.
static inline __attribute__((always_inline)) void kiem_scan_prefetch(const void *p) { __builtin_prefetch(p, 0, 3); }

// - p: 64 readable bytes.
static inline __attribute__((always_inline)) kiem_scan_cells kiem_scan_cells_at(const uint8_t *p, uint8_t delimiter) {
  KIEM_SCAN_LOAD(p);
  kiem_scan_cells masks;
  masks.quotes = KIEM_SCAN_EQUAL('"');
  masks.delimiters = KIEM_SCAN_EQUAL(delimiter);
  masks.newlines = KIEM_SCAN_EQUAL('\n');
  masks.returns = KIEM_SCAN_EQUAL('\r');
  return masks;
}

// - p: 64 readable bytes.
static inline __attribute__((always_inline)) kiem_scan_json kiem_scan_json_at(const uint8_t *p) {
  KIEM_SCAN_LOAD(p);
  kiem_scan_json masks;
  masks.quotes = KIEM_SCAN_EQUAL('"');
  masks.backslashes = KIEM_SCAN_EQUAL('\\');
  masks.newlines = KIEM_SCAN_EQUAL('\n');
  return masks;
}

#endif
