import CScan

/// Memory that was freed and that the allocator keeps.
public enum FreedMemory {
  /// Gives it back to the system, before other threads ask for as much: the allocator keeps it for each of them apart.
  public static func giveBack() { kiem_give_back_memory() }
}
