import Foundation
import Testing

@testable import BudgetEngine

/// The statistics against computations that follow the definitions word by word.
@Suite struct RobustStatisticsTests {
  private static let seeds = Array(UInt64(1)...40)

  private static func values(_ random: inout SeededGenerator) -> [Double] {
    // Few distinct values, so that ties are common.
    (0..<Int.random(in: 1...30, using: &random)).map { _ in
      Double(Int.random(in: -12...12, using: &random)) / 4
    }
  }

  /// Takes the least and the greatest away until one or two are left.
  private static func naiveMedian(_ values: [Double]) -> Double {
    var rest = values
    while rest.count > 2 {
      if let least = rest.min(), let place = rest.firstIndex(of: least) { rest.remove(at: place) }
      if let most = rest.max(), let place = rest.firstIndex(of: most) { rest.remove(at: place) }
    }
    return rest.reduce(0, +) / Double(rest.count)
  }

  @Test(arguments: seeds)
  func medianAndDeviation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = Self.values(&random)
    #expect(RobustStatistics.median(values) == Self.naiveMedian(values))
    #expect(
      RobustStatistics.medianDeviation(values) == Self.naiveMedian(values.map { $0.magnitude }))
  }

  /// A p-value passes when some value not less than it, the k-th of m, is at most rate × k ÷ m.
  @Test(arguments: seeds)
  func falseDiscoveries(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rate = 0.1
    let all = (0..<Int.random(in: 1...60, using: &random)).map { _ in
      pow(Double.random(in: 0...1, using: &random), 4)
    }
    let naive = all.filter { value in
      all.contains { other in
        other >= value
          && other <= rate * Double(all.count { $0 <= other }) / Double(all.count)
      }
    }
    let bound = RobustStatistics.falseDiscoveryBound(
      small: all.filter { $0 <= rate }.sorted(), of: all.count, rate: rate)
    #expect(all.filter { $0 <= bound ?? -1 } == naive)
  }

  /// Against Simpson's rule on the density, written as an angle: cos^(ν−1).
  @Test(arguments: [2, 4, 6, 14, 30])
  func tailOfStudent(degrees: Int) {
    func area(from start: Double) -> Double {
      let steps = 20_000
      let width = (Double.pi / 2 - start) / Double(steps)
      return (0...steps).reduce(0) { sum, step in
        let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
        let cosine = max(0, cos(start + Double(step) * width))
        return sum + weight * pow(cosine, Double(degrees - 1))
      } * width / 3
    }
    for value in [0.0, 0.3, 1, 2.5, 4, 9] {
      let naive = area(from: atan(value / Double(degrees).squareRoot())) / area(from: 0)
      for signed in [value, -value] {
        let tail = RobustStatistics.twoSidedTail(signed, degrees: degrees)
        #expect(abs(tail - naive) < 1e-9, "\(value): \(tail), \(naive)")
      }
    }
  }

  @Test func degreesAreEvenAndFew() {
    for count in 2...500 {
      let degrees = RobustStatistics.degrees(ofDeviation: count)
      #expect(degrees % 2 == 0 && (2...30).contains(degrees))
    }
  }

  /// What a unit is told does not depend on the order of its peers, to the last bit.
  @Test(arguments: seeds)
  func verdictsDoNotDependOnOrder(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pairs = (0..<Int.random(in: 2...40, using: &random)).map { unit in
      YearChanges.Change(
        unit: Int32(unit), code: 0, actual: .random(in: 1...10_000_000, using: &random),
        prior: .random(in: 1...10_000_000, using: &random))
    }
    let order = pairs.indices.shuffled(using: &random)
    var tails = RareTails(upTo: 1)
    let group = PeerGroup(pairs, &tails)
    let shuffled = PeerGroup(order.map { pairs[$0] }, &tails)
    #expect(shuffled.chances == order.map { group.chances[$0] })
    #expect(group.chances.allSatisfy { (0...1).contains($0) })
    for (place, unit) in order.enumerated() {
      let verdict = shuffled.verdict(at: place)
      #expect(verdict == group.verdict(at: unit))
      #expect(verdict.low <= verdict.median && verdict.median <= verdict.high)
    }
    // What is rare enough is told exactly, and nothing else as rare.
    for rate in [0.0, 0.01, 0.05, 0.3] {
      var rare = RareTails(upTo: rate)
      for (chance, exact) in zip(PeerGroup(pairs, &rare).chances, group.chances) {
        #expect(chance == exact || (chance == 1 && exact > rate))
      }
    }
  }
}
