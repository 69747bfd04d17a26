import BudgetDomain

extension District {
  /// A small district whose codes and units change from year to year: groups and units come and
  /// go, merge and split, codes are recoded, divided and retired, with and without rows that say
  /// so, and some rows are wrong.
  static func reorganised(_ random: inout SeededGenerator) -> District {
    var district = District()
    let years = 2020...(2021 + Int.random(in: 0...2, using: &random))
    district.units = units(&random)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      district.successions += successions(in: years, &random)
    }
    district.functional = subjects(&random)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      district.crosswalk += crosswalk(in: years, &random)
    }
    for year in years {
      for unit in ["a", "b", "c", "d", "e", "g"] where !one(in: 5, &random) {
        district.submissions.append(
          submission(unit, year, Int64(district.submissions.count + 1), &random))
      }
    }
    return district
  }

  private static let codes = [
    "20101", "2010101", "2010102", "20102", "2010201", "2020101", "2020102", "20201", "202", "?",
    "*",
  ]
  private static let funds: [FundType] = [.unstated, .general, .fund]

  private static func one(in count: Int, _ random: inout SeededGenerator) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }

  private static func any<Element>(of elements: [Element], _ random: inout SeededGenerator)
    -> Element
  {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  /// Units a to e move between the groups g and h, come and go; h stands under g at times.
  private static func units(_ random: inout SeededGenerator) -> [UnitRow] {
    var rows: [UnitRow] = []
    func add(_ code: String, _ from: Int, _ to: Int?, _ parent: String?) {
      rows.append(
        UnitRow(
          code: code, validity: Validity(from: from, to: to), name: code, parent: parent,
          type: nil))
    }
    add("g", 2000, nil, nil)
    add("h", 2000, nil, one(in: 2, &random) ? "g" : nil)
    for unit in ["a", "b", "c", "d", "e"] {
      let change = Int.random(in: 2020...2023, using: &random)
      let parents: [String?] = ["g", "h", nil, "g", "h"]
      if !one(in: 4, &random) { add(unit, 2000, change - 1, any(of: parents, &random)) }
      if !one(in: 4, &random) { add(unit, change, nil, any(of: parents, &random)) }
    }
    return rows
  }

  private static func successions(
    in years: ClosedRange<Int>, _ random: inout SeededGenerator
  ) -> [UnitSuccession] {
    let units = ["a", "b", "c", "d", "e"]
    let from = any(of: units, &random)
    let year = Int.random(in: years, using: &random)
    let kind = any(of: UnitSuccession.Kind.allCases, &random)
    let heirs = Set(
      (0...Int.random(in: 0...2, using: &random)).map { _ in any(of: units, &random) })
    return heirs.sorted().enumerated().map { place, heir in
      UnitSuccession(
        from: from, to: one(in: 20, &random) ? "x" : heir, year: FiscalYear(year), kind: kind,
        share: share(place, of: heirs.count, isPart: kind == .transfer, &random))
    }
  }

  /// Shares that make up the whole, or part of it, and now and then do not.
  private static func share(
    _ place: Int, of count: Int, isPart: Bool, _ random: inout SeededGenerator
  ) -> StatedShare {
    if one(in: 12, &random) { return .unknown }
    let parts: [Int64] = count == 1 ? [1] : count == 2 ? [1, 2] : [1, 2, 4]
    let whole = parts.reduce(0, +) + (isPart && one(in: 2, &random) ? 1 : 0)
    return StatedShare(
      numerator: parts[place], denominator: one(in: 20, &random) ? whole + 1 : whole)
  }

  private static func subjects(_ random: inout SeededGenerator) -> [SubjectRow] {
    if one(in: 4, &random) { return [] }
    var codes: [String] = []
    for category in ["201", "202"] {
      codes.append(category)
      for section in ["01", "02"] {
        codes.append(category + section)
        for item in ["01", "02", "03"] { codes.append(category + section + item) }
      }
    }
    return codes.compactMap { code in
      guard !one(in: 8, &random), let code = SubjectCode(code) else { return nil }
      let end = one(in: 6, &random) ? Int.random(in: 2020...2022, using: &random) : nil
      return SubjectRow(
        fund: one(in: 6, &random) ? .fund : .general, code: code,
        validity: Validity(from: 2000, to: end), name: "\(code)")
    }
  }

  private static func crosswalk(
    in years: ClosedRange<Int>, _ random: inout SeededGenerator
  ) -> [CrosswalkRow] {
    let real = codes.compactMap { SubjectCode($0) }.filter { $0 != .all && $0 != .unreadable }
    let from = any(of: real, &random)
    let fund = one(in: 5, &random) ? FundType.fund : .general
    let year = FiscalYear(Int.random(in: years, using: &random))
    if one(in: 10, &random) {
      return [
        CrosswalkRow(
          fund: fund, from: from, target: .retired, effectiveYear: year,
          share: .known(.whole))
      ]
    }
    let targets = Set(
      (0...Int.random(in: 0...2, using: &random)).map { _ in any(of: real, &random) })
    let isUnknown = one(in: 8, &random)
    return targets.sorted().enumerated().map { place, target in
      CrosswalkRow(
        fund: fund, from: from, target: .code(target), effectiveYear: year,
        share: isUnknown ? .unknown : share(place, of: targets.count, isPart: false, &random))
    }
  }

  private static func submission(
    _ unit: String, _ year: Int, _ id: Int64, _ random: inout SeededGenerator
  ) -> Submission {
    var submission = Submission(
      id: id, unit: unit, year: year, kind: one(in: 6, &random) ? .budget : .finalAccount)
    // Codes that no other code of the book begins with, so that no row is a printed total.
    for code in codes where one(in: 3, &random) {
      guard
        !submission.rows.contains(where: { row in
          row.code.map { $0 == "*" || code == "*" || $0.hasPrefix(code) || code.hasPrefix($0) }
            ?? false
        })
      else { continue }
      var row = Row()
      row.code = code
      row.fund = any(of: funds, &random)
      row.kind = any(of: [.unstated, .basic, .project], &random)
      for measure in Measure.allCases where !one(in: 3, &random) {
        row.amounts[measure] =
          "\(Int.random(in: -20...300, using: &random)).0"
          + "\(Int.random(in: 0...9, using: &random))"
      }
      submission.rows.append(row)
    }
    return submission
  }
}
