import BudgetDomain
import Testing

@testable import BudgetEngine

@Suite struct PackStoreTests {
  private static func total(_ random: inout SeededGenerator) -> LeafTotal {
    func amount() -> Int64 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: 0
      case 1: .max
      case 2: .min
      case 3: Int64.random(in: -100...100, using: &random)
      case 4: Int64.random(in: .min ... .max, using: &random)
      default: Int64.random(in: -Amount.largestLineFen...Amount.largestLineFen, using: &random)
      }
    }
    var total = LeafTotal(
      axis: Axis.allCases.randomElement(using: &random) ?? .income,
      code: UInt32.random(in: 0 ... .max, using: &random),
      fund: FundType.allCases.randomElement(using: &random) ?? .all)
    total.stated = StatedMeasures(rawValue: UInt8.random(in: 0 ... .max, using: &random))
    (total.initial, total.final, total.actual) = (amount(), amount(), amount())
    (total.basic, total.project) = (amount(), amount())
    total.lineCount = Int64.random(in: 0...1_000_000, using: &random)
    total.initialLineCount = Int64.random(in: 0...total.lineCount, using: &random)
    total.executionLineCount = Int64.random(in: 0...total.lineCount, using: &random)
    return total
  }

  @Test(arguments: UInt64(1)...5)
  func givesBackWhatItTook(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var store = PackStore()
    let submissions = (0..<300).map { _ in
      (0..<Int.random(in: 0...20, using: &random)).map { _ in Self.total(&random) }
    }
    let places = submissions.map { store.append($0) }
    for (place, totals) in zip(places, submissions) {
      var read: [LeafTotal] = []
      store.forEach(at: place) { read.append(copy $0) }
      #expect(read == totals)
    }
  }

  @Test func startsANewChunkWhereOneIsFull() {
    var random = SeededGenerator(seed: 6)
    var store = PackStore()
    let totals = (0..<15_000).map { _ in Self.total(&random) }
    let places = (0..<8).map { _ in store.append(totals) }
    #expect(Set(places.map(\.chunk)).count > 1)
    for place in places {
      var count = 0
      store.forEach(at: place) { if $0 == totals[count] { count += 1 } }
      #expect(count == totals.count)
    }
  }
}
