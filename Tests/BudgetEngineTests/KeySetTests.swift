import Testing

@testable import BudgetEngine

@Suite struct KeySetTests {
  @Test(arguments: [1, 63, 64, 65, 4_095, 4_096, 300_000])
  func listsWhatASetWouldSorted(bound: Int) {
    var random = SeededGenerator(seed: UInt64(bound))
    var keys = KeySet(bound: bound)
    var listed: [Int32] = []
    // A second round finds the set empty again.
    for _ in 0..<2 {
      var expected: Set<Int32> = [0, Int32(bound - 1)]
      for _ in 0..<200 { expected.insert(Int32.random(in: 0..<Int32(bound), using: &random)) }
      for key in expected.shuffled(using: &random) + expected { keys.insert(key) }
      keys.list(into: &listed)
      #expect(listed == expected.sorted())
      keys.removeAll()
      keys.list(into: &listed)
      #expect(listed.isEmpty)
    }
  }
}
