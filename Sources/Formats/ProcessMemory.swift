import CScan

/// The memory of the program's heap.
///
/// The C library takes it from the system by the page, on threads with a call for each: a twentieth of a short run. Here
/// it is taken in larger steps, and what was freed is kept until somebody gives it back.
public enum ProcessMemory {
  /// Bytes that are taken at once.
  private static let step: Int32 = 16 << 20

  /// To be called once, before there is another thread.
  public static func prepare() {
    kiem_take_memory_in_steps(step)
    kiem_populate_variables()
    reserve()
  }

  /// Takes a step of memory for the thread that calls, the first time it does.
  public static func reserve() { kiem_reserve_memory(step) }

  /// Gives what was freed back to the system, before other threads ask for as much: the allocator keeps it for each of
  /// them apart.
  public static func giveBack() { kiem_give_back_memory() }
}
