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

/// Transforms runs of elements in two steps: a worker drafts the elements of a run one after the
/// other, since each leaves something for the next, and any worker finishes the drafts while
/// others still draft, so that runs of unequal weight leave no worker idle.
///
/// Output and error depend only on `runs`, never on worker count or timing. Blocks until done.
///
/// - Parameters:
///   - workers: How many runs and drafts are worked on at a time; at least one.
///   - draft: Hands over the draft of each element of the run, in their order.
///   - finish: Turns a draft into an output, apart from all others.
/// - Returns: The outputs in the order of the elements.
/// - Throws: The error of the first run that fails, else of the draft that was to be finished
///   first.
public func shardedMap<Element: Sendable, Draft: Sendable, Output: Sendable>(
  runs: [[Element]], workers: Int,
  draft: @Sendable (_ run: [Element], _ hand: (Draft) -> Void) throws -> Void,
  finish: @Sendable (Draft) throws -> Output
) throws -> [Output] {
  let drafts = runs.map { run in run.map { _ in Handover<Draft>() } }
  // Drafts in about the order in which they come. Whoever waits for one, waits for a worker that
  // has taken its run before.
  let longest = runs.map(\.count).max() ?? 0
  let tasks =
    runs.indices.map(DraftedTask.run)
    + (0..<longest).flatMap { place in
      runs.indices.filter { place < runs[$0].count }.map { DraftedTask.draft($0, place) }
    }
  let outputs = try shardedMap(tasks, workers: workers) { task -> (Int, Int, Output)? in
    switch task {
    case .run(let run):
      var next = 0
      defer { for place in next..<drafts[run].count { drafts[run][place].give(nil) } }
      try draft(runs[run]) { draft in
        drafts[run][next].give(draft)
        next += 1
      }
      return nil
    case .draft(let run, let place):
      return try drafts[run][place].take().map { (run, place, try finish($0)) }
    }
  }
  return outputs.compactMap(\.self).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
}

/// What a worker of drafts does next.
private enum DraftedTask {
  /// A run, by its number.
  case run(Int)
  /// A draft, by the number of its run and its place there.
  case draft(Int, Int)
}

/// What one worker gives to another, or that it will not.
private final class Handover<Value: Sendable>: Sendable {
  private let given = DispatchGroup()
  private let value = Mutex<Value?>(nil)

  init() { given.enter() }

  func give(_ value: Value?) {
    self.value.withLock { $0 = value }
    given.leave()
  }

  /// Waits for it; nil where there will be none.
  func take() -> Value? {
    given.wait()
    return value.withLock { $0 }
  }
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
