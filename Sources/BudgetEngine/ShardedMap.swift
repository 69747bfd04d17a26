import Dispatch
import Synchronization

/// Transforms each shard on a Dispatch worker and returns the outputs in shard order.
///
/// Output and error depend only on `shards`, never on worker count or timing. Blocks until done.
///
/// - Parameter workers: How many shards are worked on at a time; at least one.
/// - Throws: The error of the failing shard with the lowest index.
public func shardedMap<Shard: Sendable, Output: Sendable>(
  _ shards: [Shard], workers: Int, _ transform: @Sendable (Shard) throws -> Output
) throws -> [Output] {
  let slots = Mutex([Result<Output, any Error>?](repeating: nil, count: shards.count))
  let next = Mutex(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(workers, shards.count))) { _ in
    while let index = takeNext(next, below: shards.count) {
      let result = Result { try transform(shards[index]) }
      slots.withLock { $0[index] = result }
    }
  }
  return try slots.withLock { $0 }.compactMap { try $0?.get() }
}

private func takeNext(_ next: borrowing Mutex<Int>, below end: Int) -> Int? {
  next.withLock { index in
    guard index < end else { return nil }
    defer { index += 1 }
    return index
  }
}

extension Array where Element: Sendable {
  /// The elements in at most `count` runs of neighbours, as even as can be: shards for work in
  /// which each element leaves something for the next.
  public func neighbours(_ count: Int) -> [[Element]] {
    let runs = Swift.min(count, self.count)
    return (0..<runs).map { run in
      Array(self[self.count * run / runs..<self.count * (run + 1) / runs])
    }
  }
}
