import Foundation
import Synchronization
import Testing

@testable import BudgetEngine

@Suite struct ShardedMapTests {
  private struct Failed: Error, Equatable {
    let shard: Int
  }

  @Test(arguments: [-1, 0, 1, 2, 7, 64, 1_000])
  func keepsTheOrderOfShards(workers: Int) throws {
    let shards = Array(0..<200)
    #expect(try shardedMap(shards, workers: workers) { $0 * $0 } == shards.map { $0 * $0 })
    #expect(try shardedMap([Int](), workers: workers) { $0 }.isEmpty)
  }

  @Test(arguments: [1, 2, 8])
  func throwsTheErrorOfTheLowestShard(workers: Int) {
    for lowest in [0, 3, 99] {
      #expect(throws: Failed(shard: lowest)) {
        try shardedMap(Array(0..<100), workers: workers) { shard in
          if shard >= lowest, shard.isMultiple(of: 3) { throw Failed(shard: shard) }
          return shard
        }
      }
    }
  }

  @Test func neverHasMoreWorkersThanAsked() throws {
    let counts = Mutex((now: 0, most: 0))
    _ = try shardedMap(Array(0..<500), workers: 2) { _ in
      counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      counts.withLock { $0.now -= 1 }
    }
    #expect(counts.withLock { $0.most } <= 2)
  }

  @Test(arguments: [1, 2, 3, 16])
  func draftsAreFinishedInTheOrderOfTheirElements(workers: Int) throws {
    for runs in [[[1, 2, 3], [4]], [[1], [2, 3, 4, 5, 6]], [[], [1]], []] {
      let doubled = try shardedMap(runs: runs, workers: workers) { run, hand in
        for element in run { hand(element * 2) }
      } finish: {
        $0 + 1
      }
      #expect(doubled == runs.flatMap(\.self).map { $0 * 2 + 1 })
    }
  }

  /// Nobody waits for the drafts of a run that has failed.
  @Test(arguments: [1, 2, 8])
  func aRunThatFailsIsTheErrorAndLeavesNobodyWaiting(workers: Int) {
    #expect(throws: Failed(shard: 2)) {
      try shardedMap(runs: [[1, 2, 3], [4, 5]], workers: workers) { run, hand in
        for element in run {
          if element == 2 { throw Failed(shard: element) }
          hand(element)
        }
      } finish: { draft in
        if draft > 3 { throw Failed(shard: draft) }
        return draft
      }
    }
    #expect(throws: Failed(shard: 4)) {
      try shardedMap(runs: [[1, 2, 3], [4, 5]], workers: workers) { run, hand in
        for element in run { hand(element) }
      } finish: { draft in
        if draft > 3 { throw Failed(shard: draft) }
        return draft
      }
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func whoHasDraftedFinishesForTheOthers() throws {
    let finished = Mutex<Set<Int>>([])
    _ = try shardedMap(runs: [[0], [1, 2, 3]], workers: 2) { run, hand in
      for element in run {
        hand(element)
        // The other worker has nothing left to draft: it must come for this one meanwhile.
        guard element == 1 else { continue }
        while !finished.withLock({ $0.contains(1) }) {}
      }
    } finish: { draft in
      finished.withLock { _ = $0.insert(draft) }
    }
    #expect(finished.withLock { $0 } == [0, 1, 2, 3])
  }

  @Test(arguments: [(0, 2), (1, 4), (5, 1), (5, 2), (10, 3), (3, 7)])
  func neighboursStayTogetherAndNoneIsLost(count: Int, runs: Int) {
    let elements = Array(0..<count)
    let shards = elements.neighbours(runs)
    #expect(shards.flatMap(\.self) == elements)
    #expect(shards.count == min(count, runs))
    #expect(shards.allSatisfy { !$0.isEmpty })
    let sizes = shards.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }
}
