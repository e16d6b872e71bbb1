// Threads, whose type each C library has its own of.
#ifndef KIEM_THREAD_H
#define KIEM_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

// Moves the thread that calls to another processor than the one that runs the thread which began it, if the system has one
// for it, and lets it run where it likes from there on. A system that packs threads on few processors would let it wait
// there for the next tick, of which a short run has five.
static inline void kiem_leave_processor(long processor) {
  const long bits = 8 * sizeof(unsigned long);
  unsigned long allowed[16] = {0};
  const long size = syscall(SYS_sched_getaffinity, 0, sizeof allowed, allowed);
  if (size <= 0 || processor < 0 || processor >= 8 * size) return;
  unsigned long *const word = &allowed[processor / bits];
  const unsigned long own = *word & (1UL << (processor % bits));
  *word &= ~own;
  // Fails where no other processor is left; then nothing has changed.
  if (syscall(SYS_sched_setaffinity, 0, size, allowed) != 0) return;
  *word |= own;
  syscall(SYS_sched_setaffinity, 0, size, allowed);
}

static inline long kiem_processor(void) {
  unsigned processor = 0;
  return syscall(SYS_getcpu, &processor, NULL, NULL) == 0 ? (long)processor : -1;
}
#else
static inline void kiem_leave_processor(long processor) { (void)processor; }
static inline long kiem_processor(void) { return -1; }
#endif

// Starts a thread that nobody waits for, and gives it the number of the processor that runs its beginner; false if the
// system has none to give.
static inline bool kiem_start_thread(void *(*body)(void *)) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, body, (void *)kiem_processor()) != 0) return false;
  pthread_detach(thread);
  return true;
}

#endif
