import BudgetDomain
import BudgetReport
import Testing

/// The figures of whole districts, printed: against the definitions, for thousands of made-up ones.
@Suite struct PrintedMeasureTests {
  @Test(arguments: UInt64(1)...50)
  func districtsAddUp(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<20 {
      let district = MadeUpDistrict(&random, hasKinds: round % 2 == 0)
      let printed = district.exact.printed(parents: district.parents, step: district.step)
      #expect(district.doubts(about: printed) == [])
      // The same in every book: last year's total in the next one, a table of years.
      let total = district.exact.units[0].amounts.values.reduce(0, +)
      #expect(printed.units[0].total == district.step.nearest(total))
    }
  }

  /// Neither the order of rows nor that of hash tables shows in what is printed.
  @Test(arguments: UInt64(1)...20)
  func orderDoesNotMatter(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let district = MadeUpDistrict(&random, hasKinds: true)
    let printed = district.exact.printed(parents: district.parents, step: district.step)
    for _ in 0..<5 {
      var again = MeasureAmounts(unitCount: district.exact.units.count)
      for (place, unit) in district.exact.units.enumerated() {
        for (code, fen) in unit.amounts.shuffled(using: &random) {
          again.units[place].amounts[code] = fen
        }
        for (code, fen) in unit.eliminated.shuffled(using: &random) {
          again.units[place].eliminated[code] = fen
        }
      }
      for (code, fen) in district.exact.subjects.shuffled(using: &random) {
        again.subjects[code] = fen
      }
      for (code, fen) in district.exact.kinds.shuffled(using: &random) { again.kinds[code] = fen }
      let other = again.printed(parents: district.parents, step: district.step)
      #expect(other.units.map(\.total) == printed.units.map(\.total))
      #expect(other.units.map(\.amounts) == printed.units.map(\.amounts))
      #expect(other.units.map(\.eliminated) == printed.units.map(\.eliminated))
      #expect(other.subjects == printed.subjects && other.kinds == printed.kinds)
    }
  }

  /// What the table of all units prints of one, its own book prints, too, whichever neighbours
  /// these are: all below gives way.
  @Test(arguments: UInt64(1)...50)
  func partsFollowTheWhole(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<20 {
      let district = MadeUpDistrict(&random, hasKinds: round % 2 == 0)
      let (step, exact) = (district.step, district.exact.units[0].amounts)
      var unit = PrintedMeasure.Unit()
      for (code, fen) in exact.sorted(by: { $0.key < $1.key }) {
        unit.amounts[code] =
          step.below(fen) + (step.rest(fen) > 0 && Bool.random(using: &random) ? 1 : 0)
      }
      unit.total = unit.amounts.values.reduce(0, +)
      guard step.isNeighbour(unit.total, of: exact.values.reduce(0, +)) else { continue }
      let printed = district.part.printed(given: unit, step: step)
      #expect(district.doubts(aboutPart: printed) == [])
      #expect(printed.subjects[.all] == unit.total)
      for (code, steps) in unit.amounts { #expect(printed.subjects[code] == steps) }
    }
  }

  @Test func exactUnitsStayExact() {
    var random = SeededGenerator(seed: 7)
    let district = MadeUpDistrict(&random, hasKinds: true)
    let printed = district.exact.printed(parents: district.parents, step: PrintStep(.yuan))
    #expect(printed.units.map(\.amounts) == district.exact.units.map(\.amounts))
    #expect(printed.subjects[.all] == printed.units[0].total)
    for (code, fen) in district.exact.subjects where code != .all {
      #expect(printed.subjects[code] == fen)
    }
  }
}
