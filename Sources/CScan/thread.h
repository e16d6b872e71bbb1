// Threads, whose type each C library has its own of.
#ifndef KIEM_THREAD_H
#define KIEM_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

// Starts a thread that nobody waits for; false if the system has none to give.
static inline bool kiem_start_thread(void *(*body)(void *)) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, body, NULL) != 0) return false;
  pthread_detach(thread);
  return true;
}

#endif
