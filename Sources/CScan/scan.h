// What a scanner asks about bytes, 64 at a time: of masks, bit i stands for byte i. What is asked for every few bytes is
// inlined into the caller; no function here keeps state, allocates or reads beyond the bytes that it names.
#ifndef KIEM_SCAN_H
#define KIEM_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
#include <immintrin.h>
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

// MARK: Short strings

// 64 bytes that stay and 64 that go: read from 64 - n on, it keeps the first n of 64 bytes.
static const uint8_t kiem_scan_kept[128] = {
#define KIEM_SCAN_ONES 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255
    KIEM_SCAN_ONES, KIEM_SCAN_ONES, KIEM_SCAN_ONES, KIEM_SCAN_ONES};
#undef KIEM_SCAN_ONES

#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)

static inline __attribute__((always_inline)) __m128i kiem_scan_lane(const uint8_t *p, const uint8_t *kept, int lane) {
  return _mm_and_si128(
      _mm_loadu_si128((const __m128i *)p + lane), _mm_loadu_si128((const __m128i *)kept + lane));
}

static inline __attribute__((always_inline)) __m128i kiem_scan_product(__m128i words, const uint32_t *keys, int lane) {
  const __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)keys + lane));
  return _mm_mul_epu32(sum, _mm_srli_epi64(sum, 32));
}

#endif

// What tells strings of up to 64 bytes apart, without a branch that depends on their length: a sum of products of 32-bit
// words, each with a key of its own added to it (NH of UMAC). Two strings collide with a chance of 2^-32 at most, over
// the choice of keys; the sum is still to be mixed.
// - p: 64 readable bytes.   - keys: 16 of them, random.
static inline __attribute__((always_inline)) uint64_t kiem_scan_sum64(const uint8_t *p, uint64_t length, const uint32_t *keys) {
  const uint8_t *const kept = kiem_scan_kept + 64 - length;
#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
  const __m128i a = kiem_scan_product(kiem_scan_lane(p, kept, 0), keys, 0);
  const __m128i b = kiem_scan_product(kiem_scan_lane(p, kept, 1), keys, 1);
  const __m128i c = kiem_scan_product(kiem_scan_lane(p, kept, 2), keys, 2);
  const __m128i d = kiem_scan_product(kiem_scan_lane(p, kept, 3), keys, 3);
  const __m128i sum = _mm_add_epi64(_mm_add_epi64(a, b), _mm_add_epi64(c, d));
  return (uint64_t)_mm_cvtsi128_si64(_mm_add_epi64(sum, _mm_unpackhi_epi64(sum, sum)));
#else
  uint64_t sum = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t word, mask;
    __builtin_memcpy(&word, p + 8 * i, 8);
    __builtin_memcpy(&mask, kept + 8 * i, 8);
    word &= mask;
    sum += (uint64_t)((uint32_t)word + keys[2 * i]) * ((uint32_t)(word >> 32) + keys[2 * i + 1]);
  }
  return sum;
#endif
}

// Whether two strings of one length, 64 bytes at most, are the same.
// - a, b: 64 readable bytes each.
static inline __attribute__((always_inline)) bool kiem_scan_same64(const uint8_t *a, const uint8_t *b, uint64_t length) {
  const uint8_t *const kept = kiem_scan_kept + 64 - length;
#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
  __m128i difference = _mm_setzero_si128();
  for (int lane = 0; lane < 4; lane++) {
    const __m128i other = _mm_xor_si128(
        _mm_loadu_si128((const __m128i *)a + lane), _mm_loadu_si128((const __m128i *)b + lane));
    difference = _mm_or_si128(difference, _mm_and_si128(other, _mm_loadu_si128((const __m128i *)kept + lane)));
  }
  return _mm_movemask_epi8(_mm_cmpeq_epi8(difference, _mm_setzero_si128())) == 0xFFFF;
#else
  uint64_t difference = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t first, second, mask;
    __builtin_memcpy(&first, a + 8 * i, 8);
    __builtin_memcpy(&second, b + 8 * i, 8);
    __builtin_memcpy(&mask, kept + 8 * i, 8);
    difference |= (first ^ second) & mask;
  }
  return difference == 0;
#endif
}

// Whether two strings of one length, 32 bytes at most, are the same.
// - a, b: 32 readable bytes each.
static inline __attribute__((always_inline)) bool kiem_scan_same32(const uint8_t *a, const uint8_t *b, uint64_t length) {
#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
  const uint8_t *const kept = kiem_scan_kept + 64 - length;
  const __m128i first = _mm_xor_si128(kiem_scan_lane(a, kept, 0), kiem_scan_lane(b, kept, 0));
  const __m128i second = _mm_xor_si128(kiem_scan_lane(a, kept, 1), kiem_scan_lane(b, kept, 1));
  return _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_or_si128(first, second), _mm_setzero_si128())) == 0xFFFF;
#else
  for (uint64_t i = 0; i < length; i++) {
    if (a[i] != b[i]) return false;
  }
  return true;
#endif
}

// The same of 16 bytes at most.
// - a, b: 16 readable bytes each.
static inline __attribute__((always_inline)) bool kiem_scan_same16(const uint8_t *a, const uint8_t *b, uint64_t length) {
#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
  const uint8_t *const kept = kiem_scan_kept + 64 - length;
  const __m128i difference = _mm_xor_si128(kiem_scan_lane(a, kept, 0), kiem_scan_lane(b, kept, 0));
  return _mm_movemask_epi8(_mm_cmpeq_epi8(difference, _mm_setzero_si128())) == 0xFFFF;
#else
  for (uint64_t i = 0; i < length; i++) {
    if (a[i] != b[i]) return false;
  }
  return true;
#endif
}

// Where the first of 64 bytes stands at which a text of JSON ends or is not what it seems: a quote, a backslash, a line
// end; 64 where there is none.
// - p: 64 readable bytes.
static inline __attribute__((always_inline)) uint32_t kiem_scan_text_stop(const uint8_t *p) {
#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), newline = _mm_set1_epi8('\n');
  uint64_t stops = 0;
  for (int lane = 0; lane < 4; lane++) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)p + lane);
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, newline));
    stops |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(ends, _mm_cmpeq_epi8(bytes, backslash))) << 16 * lane;
  }
  return stops == 0 ? 64 : (uint32_t)__builtin_ctzll(stops);
#else
  uint32_t place = 0;
  while (place < 64 && p[place] != '"' && p[place] != '\\' && p[place] != '\n') place++;
  return place;
#endif
}

// The first four bytes, unless a bit is set or one of them is a space, an exclamation or a quotation mark: then 0.
// - odd: 0 where all are bytes of ASCII that can be seen, or spaces.
static inline __attribute__((always_inline)) uint32_t kiem_scan_head_unless(uint64_t odd, const uint8_t *p) {
  const uint32_t head = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
  // A byte below 0x23 borrows; of bytes of ASCII none else does.
  return odd == 0 && ((head - 0x23232323u) & 0x80808080u) == 0 ? head : 0;
}

// The first four bytes, as a number with the first lowest, of a text of 4 to 64 bytes that is plain: bytes of ASCII that can
// be seen, and spaces, of which none is among the first four, nor are `!` and quotes; `except` is nowhere. 0 for other texts.
// - p: 64 readable bytes.   - except: a byte of ASCII; 0 where there is none.
static inline __attribute__((always_inline)) uint32_t kiem_scan_plain_head(const uint8_t *p, uint64_t length, uint8_t except) {
  if (length - 4 > 60) return 0;
  uint64_t odd = 0;
#if defined(__SSE2__) && !defined(KIEM_SCAN_PORTABLE)
  // As signed numbers, bytes outside of ASCII are below the space too.
  const __m128i space = _mm_set1_epi8(0x20), other = _mm_set1_epi8((char)except);
  for (int lane = 0; lane < 4; lane++) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)p + lane);
    const __m128i found = _mm_or_si128(_mm_cmplt_epi8(bytes, space), _mm_cmpeq_epi8(bytes, other));
    odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << 16 * lane;
  }
  odd &= ~0ull >> (64 - length);
#else
  for (uint64_t i = 0; i < length; i++) odd |= (uint64_t)(p[i] < 0x20 || p[i] >= 0x80 || p[i] == except);
#endif
  return kiem_scan_head_unless(odd, p);
}

// Where the fields of a column stand in a block: see RowBlock.
typedef struct {
  const uint8_t *base;
  const uint32_t *positions;
  int64_t stride;
  int64_t end;
  int64_t trim;
  // Whether values are JSON, where only what stands in quotes is a text.
  bool is_json;
} kiem_scan_column;

// Writes the plain heads of those of 64 rows from a row on that are selected.
#define KIEM_SCAN_HEADS(column, selection, row, heads, plain_head)                                        \
  for (uint64_t rest = (selection); rest; rest &= rest - 1) {                                              \
    const int64_t at = (row) + __builtin_ctzll(rest), place = at * (column).stride + (column).end;          \
    const uint32_t from = (column).positions[place - 1] + 1;                                                \
    const uint64_t length = (uint64_t)((int64_t)(column).positions[place] - (column).trim - (int64_t)from); \
    const uint8_t *const p = (column).base + from;                                                          \
    const bool is_text = !(column).is_json || p[-1] == '"';                                                 \
    /* A value that is not there has a negative length, which is far too long. */                           \
    (heads)[at] = is_text ? plain_head(p, length, (column).is_json ? '\\' : 0) : 0;                         \
  }

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

// MARK: Wider processors

// What the index of delimited text comes to besides its positions; see CSVIndex.
typedef struct {
  uint64_t count;
  uint64_t newlines;
  bool has_returns;
  bool has_stray_quote;
  bool ends_in_quotes;
} kiem_scan_index;

#if defined(__x86_64__) && !defined(KIEM_SCAN_PORTABLE)

// How many bytes of registers are put to use: 64 with AVX-512 and its compression of bytes, 32 with AVX2, else 16.
static inline int kiem_scan_width(void) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("popcnt")) return 16;
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") ? 64 : 32;
}

typedef struct {
  kiem_scan_index found;
  uint64_t stray;
  uint64_t carry;
  uint64_t may_open;
  uint64_t closed;
} kiem_scan_progress;

// CSVIndex.scanNarrow word for word, of 64 bytes: returns where cells end among them.
// - left: how many bytes there are from the first one on.
static inline __attribute__((always_inline)) uint64_t kiem_scan_step(
    kiem_scan_progress *so_far, uint64_t quotes, uint64_t delimiters, uint64_t newlines, uint64_t returns, uint64_t left) {
  uint64_t ends = delimiters | newlines, lines = newlines;
  so_far->found.has_returns |= returns != 0;
  if (quotes | so_far->carry | so_far->closed) {
    uint64_t inside = quotes;
    for (int shift = 1; shift < 64; shift *= 2) inside ^= inside << shift;
    inside ^= so_far->carry;
    so_far->carry = (uint64_t)((int64_t)inside >> 63);
    const uint64_t closing = quotes & ~inside;
    const uint64_t valid = left >= 64 ? ~0ull : (1ull << left) - 1;
    so_far->stray |= (closing << 1 | so_far->closed) & ~(ends | quotes | returns) & valid;
    so_far->closed = closing >> 63;
    ends &= ~inside;
    lines &= ~inside;
    so_far->stray |= quotes & inside & ~((ends | quotes) << 1 | so_far->may_open);
    so_far->may_open = (ends | quotes) >> 63;
  } else {
    so_far->may_open = ends >> 63;
  }
  so_far->found.newlines += (uint64_t)__builtin_popcountll(lines);
  so_far->found.count += (uint64_t)__builtin_popcountll(ends);
  return ends;
}

static inline kiem_scan_index kiem_scan_finish(kiem_scan_progress so_far) {
  so_far.found.has_stray_quote = so_far.stray != 0;
  so_far.found.ends_in_quotes = so_far.carry != 0;
  return so_far.found;
}

static inline __attribute__((always_inline)) void kiem_scan_put(uint64_t ends, uint32_t offset, uint32_t *next) {
  while (ends) {
    for (int i = 0; i < 4; i++) {
      *next++ = offset + (ends ? (uint32_t)__builtin_ctzll(ends) : 64);
      ends &= ends - 1;
    }
  }
}

#define KIEM_SCAN_256 __attribute__((target("avx2,bmi,popcnt")))
#define KIEM_SCAN_512 __attribute__((target("avx2,bmi,popcnt,avx512f,avx512bw,avx512vbmi2")))

KIEM_SCAN_256 static inline __attribute__((always_inline)) uint64_t kiem_scan_equal_256(__m256i a, __m256i b, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  const uint64_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, wanted));
  return low | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, wanted)) << 32;
}

// - base: `count` bytes and 63 zeros behind them.   - positions: room for one per byte and 64 more.
KIEM_SCAN_256 static kiem_scan_index kiem_scan_index_256(const uint8_t *base, uint64_t count, uint8_t delimiter, uint32_t *positions) {
  kiem_scan_progress so_far = {{0, 0, false, false, false}, 0, 0, 1, 0};
  for (uint64_t offset = 0; offset < count; offset += 64) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)(base + offset));
    const __m256i b = _mm256_loadu_si256((const __m256i *)(base + offset + 32));
    uint32_t *const next = positions + so_far.found.count;
    const uint64_t ends = kiem_scan_step(
        &so_far, kiem_scan_equal_256(a, b, '"'), kiem_scan_equal_256(a, b, delimiter), kiem_scan_equal_256(a, b, '\n'),
        kiem_scan_equal_256(a, b, '\r'), count - offset);
    kiem_scan_put(ends, (uint32_t)offset, next);
  }
  return kiem_scan_finish(so_far);
}

// The same with 64 bytes in a register, and up to 16 positions written at once.
KIEM_SCAN_512 static kiem_scan_index kiem_scan_index_512(const uint8_t *base, uint64_t count, uint8_t delimiter, uint32_t *positions) {
  static const uint8_t numbers[64] __attribute__((aligned(64))) = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
      32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  const __m512i places = _mm512_load_si512(numbers);
  const __m512i quote = _mm512_set1_epi8('"'), between = _mm512_set1_epi8((char)delimiter);
  const __m512i newline = _mm512_set1_epi8('\n'), carriage = _mm512_set1_epi8('\r');
  kiem_scan_progress so_far = {{0, 0, false, false, false}, 0, 0, 1, 0};
  for (uint64_t offset = 0; offset < count; offset += 64) {
    const __m512i bytes = _mm512_loadu_si512(base + offset);
    uint32_t *const next = positions + so_far.found.count;
    const uint64_t ends = kiem_scan_step(
        &so_far, _mm512_cmpeq_epi8_mask(bytes, quote), _mm512_cmpeq_epi8_mask(bytes, between),
        _mm512_cmpeq_epi8_mask(bytes, newline), _mm512_cmpeq_epi8_mask(bytes, carriage), count - offset);
    if (__builtin_popcountll(ends) > 16) {
      kiem_scan_put(ends, (uint32_t)offset, next);
    } else {
      const __m512i found = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(_mm512_maskz_compress_epi8(ends, places)));
      _mm512_storeu_si512(next, _mm512_add_epi32(found, _mm512_set1_epi32((int)(uint32_t)offset)));
    }
  }
  return kiem_scan_finish(so_far);
}

// kiem_scan_sum64 in one register.
KIEM_SCAN_512 static inline __attribute__((always_inline)) uint64_t kiem_scan_sum64_512(const uint8_t *p, uint64_t length, __m512i keys) {
  const __mmask64 kept = length >= 64 ? ~0ull : (1ull << length) - 1;
  const __m512i sum = _mm512_add_epi32(_mm512_maskz_loadu_epi8(kept, p), keys);
  return (uint64_t)_mm512_reduce_add_epi64(_mm512_mul_epu32(sum, _mm512_srli_epi64(sum, 32)));
}

KIEM_SCAN_512 static void kiem_scan_sums_512(
    const uint8_t *base, const uint32_t *from, const uint32_t *lengths, uint32_t count, const uint32_t *keys, uint64_t *sums) {
  const __m512i all = _mm512_loadu_si512(keys);
  for (uint32_t i = 0; i < count; i++) sums[i] = kiem_scan_sum64_512(base + from[i], lengths[i], all);
}

KIEM_SCAN_512 static uint64_t kiem_scan_same_512(
    const uint8_t *a, const uint32_t *from, const uint8_t *b, const uint32_t *offsets, const uint32_t *lengths, uint32_t count) {
  uint64_t same = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t length = lengths[i];
    const __mmask64 kept = length >= 64 ? ~0ull : (1ull << length) - 1;
    const __m512i first = _mm512_maskz_loadu_epi8(kept, a + from[i]), second = _mm512_maskz_loadu_epi8(kept, b + offsets[i]);
    same |= (uint64_t)(length <= 64 && _mm512_cmpneq_epi8_mask(first, second) == 0) << i;
  }
  return same;
}

// kiem_scan_plain_head in one register.
KIEM_SCAN_512 static inline __attribute__((always_inline)) uint32_t kiem_scan_plain_head_512(
    const uint8_t *p, uint64_t length, uint8_t except) {
  if (length - 4 > 60) return 0;
  const __m512i bytes = _mm512_loadu_si512(p);
  const __mmask64 odd = _mm512_cmplt_epi8_mask(bytes, _mm512_set1_epi8(0x20)) |
                        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)except));
  return kiem_scan_head_unless(odd & ~0ull >> (64 - length), p);
}

KIEM_SCAN_512 static void kiem_scan_heads_512(kiem_scan_column column, uint64_t selection, int64_t row, uint32_t *heads) {
  KIEM_SCAN_HEADS(column, selection, row, heads, kiem_scan_plain_head_512)
}

// ByteHash.long word for word.
KIEM_SCAN_512 static uint64_t kiem_scan_long_512(const uint8_t *p, uint64_t length, const uint32_t *keys, uint64_t seed) {
  const __m512i all = _mm512_loadu_si512(keys);
  uint64_t state = seed + length * 0x9E3779B97F4A7C15u;
  uint64_t index = 0;
  for (; index + 64 < length; index += 64) {
    const unsigned __int128 product =
        (unsigned __int128)(kiem_scan_sum64_512(p + index, 64, all) ^ state) * 0xA0761D6478BD642Fu;
    state = (uint64_t)product ^ (uint64_t)(product >> 64);
  }
  const unsigned __int128 product =
      (unsigned __int128)(kiem_scan_sum64_512(p + index, length - index, all) ^ state) * 0xE7037ED1A0B428DBu;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#else

static inline int kiem_scan_width(void) { return 16; }

static inline void kiem_scan_sums_512(
    const uint8_t *base, const uint32_t *from, const uint32_t *lengths, uint32_t count, const uint32_t *keys, uint64_t *sums) {
  (void)base, (void)from, (void)lengths, (void)count, (void)keys, (void)sums;
  __builtin_trap();
}

static inline uint64_t kiem_scan_same_512(
    const uint8_t *a, const uint32_t *from, const uint8_t *b, const uint32_t *offsets, const uint32_t *lengths, uint32_t count) {
  (void)a, (void)from, (void)b, (void)offsets, (void)lengths, (void)count;
  __builtin_trap();
}

static inline void kiem_scan_heads_512(kiem_scan_column column, uint64_t selection, int64_t row, uint32_t *heads) {
  (void)column, (void)selection, (void)row, (void)heads;
  __builtin_trap();
}

static inline uint64_t kiem_scan_long_512(const uint8_t *p, uint64_t length, const uint32_t *keys, uint64_t seed) {
  (void)p, (void)length, (void)keys, (void)seed;
  __builtin_trap();
}

static inline kiem_scan_index kiem_scan_index_256(const uint8_t *base, uint64_t count, uint8_t delimiter, uint32_t *positions) {
  (void)base, (void)count, (void)delimiter, (void)positions;
  __builtin_trap();
}

static inline kiem_scan_index kiem_scan_index_512(const uint8_t *base, uint64_t count, uint8_t delimiter, uint32_t *positions) {
  return kiem_scan_index_256(base, count, delimiter, positions);
}

#endif

// MARK: Many short strings

// Writes the plain heads (kiem_scan_plain_head) of those of 64 rows from a row on that are selected.
// - width: kiem_scan_width().
static inline __attribute__((always_inline)) void kiem_scan_heads(
    int width, kiem_scan_column column, uint64_t selection, int64_t row, uint32_t *heads) {
  if (width == 64) {
    kiem_scan_heads_512(column, selection, row, heads);
  } else {
    KIEM_SCAN_HEADS(column, selection, row, heads, kiem_scan_plain_head)
  }
}

// The sums (kiem_scan_sum64) of up to 64 strings; of those longer than 64 bytes something.
// - base: 64 bytes from the first one of each string on are readable.   - width: kiem_scan_width().
static inline __attribute__((always_inline)) void kiem_scan_sums(
    int width, const uint8_t *base, const uint32_t *from, const uint32_t *lengths, uint32_t count, const uint32_t *keys,
    uint64_t *sums) {
  if (width == 64) {
    kiem_scan_sums_512(base, from, lengths, count, keys, sums);
  } else {
    for (uint32_t i = 0; i < count; i++) sums[i] = lengths[i] > 64 ? 0 : kiem_scan_sum64(base + from[i], lengths[i], keys);
  }
}

// Which of up to 64 strings of `a` are the same as those of one length of `b`: a bit for each; none for longer ones than 64
// bytes.
static inline __attribute__((always_inline)) uint64_t kiem_scan_same(
    int width, const uint8_t *a, const uint32_t *from, const uint8_t *b, const uint32_t *offsets, const uint32_t *lengths,
    uint32_t count) {
  if (width == 64) return kiem_scan_same_512(a, from, b, offsets, lengths, count);
  uint64_t same = 0;
  for (uint32_t i = 0; i < count; i++) {
    const bool isSame = lengths[i] <= 64 && kiem_scan_same64(a + from[i], b + offsets[i], lengths[i]);
    same |= (uint64_t)isSame << i;
  }
  return same;
}

#endif
