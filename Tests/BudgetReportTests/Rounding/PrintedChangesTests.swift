import BudgetDomain
import BudgetReport
import Testing

/// What parts were before, printed beside what they are now.
@Suite struct PrintedChangesTests {
  private static let step = PrintStep(.wanYuan)

  /// One unit that makes the whole change shows the same change as the total does.
  @Test func oneUnitShowsTheChangeOfTheTotal() {
    // 0.5 steps each: the total goes up, and so does the change of the unit.
    let part = PrintedChanges.Part(before: 105_000, after: 110_000, printedAfter: 11)
    for printed in [Int64(0), 1] {
      let changes = PrintedChanges([part], of: 5_000, printed: printed, step: Self.step)
      #expect(changes.before == [11 - printed])
    }
  }

  /// Each is a neighbour of the exact one, on the right side of what is now, and the rest is a
  /// neighbour of its own wherever the sides leave it free.
  @Test func changesAddUpToTheTotals() {
    var chance = SeededChance(state: 7)
    var freeCount = 0
    for _ in 0..<20_000 {
      let parts = (0..<Int.random(in: 1...8, using: &chance)).map { _ in
        let (before, after) = (
          Int64.random(in: -90_000...90_000, using: &chance),
          Int64.random(in: -90_000...90_000, using: &chance)
        )
        let isUp = Bool.random(using: &chance) && Self.step.rest(after) > 0
        return PrintedChanges.Part(
          before: before, after: after, printedAfter: Self.step.below(after) + (isUp ? 1 : 0))
      }
      let rest = Int64.random(in: -90_000...90_000, using: &chance)
      let change = parts.reduce(rest) { $0 + $1.after - $1.before }
      let printed = Self.step.nearest(change)
      let steps = PrintedChanges(parts, of: change, printed: printed, step: Self.step).before
      for (part, before) in zip(parts, steps) {
        #expect((before * Self.step.fen - part.before).magnitude < Self.step.fen.magnitude)
        let sign = (part.printedAfter - before).signum()
        #expect(sign == 0 || sign == (part.after - part.before).signum())
      }
      let left = zip(parts, steps).reduce(printed) { $0 - ($1.0.printedAfter - $1.1) }
      #expect(
        (left * Self.step.fen - rest).magnitude <= Int64(parts.count + 1).magnitude
          * Self.step.fen.magnitude)
      if (left * Self.step.fen - rest).magnitude < Self.step.fen.magnitude { freeCount += 1 }
    }
    #expect(freeCount > 19_000, "\(freeCount)")
  }
}

/// The same numbers from the same seed on every machine.
private struct SeededChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
