import BudgetDomain

extension District {
  /// A random district whose units pay each other: said by both, by one, wrongly, or registered.
  static func randomWithTransfers(_ random: inout SeededGenerator) -> District {
    var district = District.random(&random)
    district.letUnitsPay(&random)
    return district
  }

  /// The same among units that come, go, merge and divide, with codes that do so too.
  static func reorganisedWithTransfers(_ random: inout SeededGenerator) -> District {
    var district = District.reorganised(&random)
    district.letUnitsPay(&random)
    return district
  }

  private mutating func letUnitsPay(_ random: inout SeededGenerator) {
    let units = Set(units.map(\.code)).sorted()
    for place in submissions.indices {
      let (unit, year) = (submissions[place].unit, submissions[place].year)
      for row in submissions[place].rows.indices
      where Int.random(in: 0..<3, using: &random) == 0 {
        let other = (units + ["77", "nobody"]).randomElement(using: &random) ?? ""
        submissions[place].rows[row].counterparty = other
        let said = submissions[place].rows[row]
        guard said.section == .functional else { continue }
        if Bool.random(using: &random) {
          answer(said, of: unit, in: year, by: other, &random)
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
          register(said, of: unit, in: year, &random)
        }
      }
      for row in submissions[place].rows.prefix(2)
      where Int.random(in: 0..<4, using: &random) == 0 {
        register(row, of: unit, in: year, &random)
      }
    }
    func set(_ name: String, _ value: Int64) {
      settings.append(
        RuleSetting(
          rule: RuleCode("elimination"), name: name, validity: Validity(from: 2000, to: nil),
          value: PrintedNumber(value)))
    }
    if Int.random(in: 0..<3, using: &random) == 0 { set("one_sided", 1) }
    if Int.random(in: 0..<3, using: &random) == 0 { set("threshold", 200) }
  }

  /// The income row of the unit that was paid, in each of its submissions of the year.
  private mutating func answer(
    _ row: Row, of payer: String, in year: Int, by payee: String, _ random: inout SeededGenerator
  ) {
    var income = Row(section: .income, fund: row.fund, counterparty: payer)
    if Int.random(in: 0..<3, using: &random) == 0 { income.fund = .unstated }
    income.income = .other
    income.amounts.actual =
      Int.random(in: 0..<3, using: &random) == 0
      ? String(Int.random(in: 1...500, using: &random)) : row.amounts.actual
    for place in submissions.indices
    where submissions[place].unit == payee && submissions[place].year == year {
      submissions[place].rows.append(income)
    }
  }

  private mutating func register(
    _ row: Row, of payer: String, in year: Int, _ random: inout SeededGenerator
  ) {
    let payee =
      row.counterparty ?? (units.map(\.code) + ["nobody"]).randomElement(using: &random) ?? ""
    let measure = Measure.allCases.randomElement(using: &random) ?? .actual
    let booked = SubjectCode(row.publishedCode) ?? .all
    let code = Bool.random(using: &random) ? booked : booked.parent ?? .all
    let fund = row.fund == .unstated ? .general : row.fund
    let isKnown = transfers.contains {
      $0.year.number == year && $0.payer == payer && $0.payee == payee && $0.measure == measure
        && $0.code == code && $0.fund == fund
    }
    guard !isKnown else { return }
    transfers.append(
      InternalTransfer(
        year: FiscalYear(year), payer: payer, payee: payee, code: code, fund: fund,
        measure: measure, fen: Int64.random(in: -2_000...90_000_000, using: &random)))
  }
}

extension District {
  /// A few units of one year under two groups, a few lines each, most of them to another unit.
  static func smallWithTransfers(_ random: inout SeededGenerator) -> District {
    var district = District()
    let units = ["1", "11", "12", "2", "21", "3"]
    district.units = units.map {
      UnitRow(
        code: $0, validity: Validity(from: 2000, to: nil), name: "",
        parent: $0.count > 1 ? String($0.prefix(1)) : nil, type: nil)
    }
    func amount() -> String {
      String(Int.random(in: Bool.random(using: &random) ? 1...5 : -2...30, using: &random))
    }
    for (place, unit) in units.enumerated() {
      var submission = Submission(id: Int64(place + 1), unit: unit, year: 2023)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        var row = Row(code: ["2010101", "2010102", "201"].randomElement(using: &random))
        row.section = Int.random(in: 0..<3, using: &random) == 0 ? .income : .functional
        if row.section == .income { row.code = nil }
        row.fund = [.unstated, .general, .fund].randomElement(using: &random) ?? .general
        row.kind = [.unstated, .basic, .project].randomElement(using: &random) ?? .basic
        row.counterparty = ["11", "12", "21", "3", nil].randomElement(using: &random) ?? nil
        row.amounts.actual = amount()
        if Bool.random(using: &random) { row.amounts.initial = amount() }
        submission.rows.append(row)
      }
      district.submissions.append(submission)
    }
    var keys: Set<String> = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let pair = [units.randomElement(using: &random), units.randomElement(using: &random)]
        .compactMap(\.self)
      let code = ["201", "2010101", "20101", "*"].randomElement(using: &random) ?? "*"
      let measure = [Measure.actual, .initialBudget].randomElement(using: &random) ?? .actual
      guard keys.insert("\(pair) \(code) \(measure)").inserted else { continue }
      district.transfers.append(
        InternalTransfer(
          year: FiscalYear(2023), payer: pair[0], payee: pair[1],
          code: SubjectCode(code) ?? .all, fund: .general, measure: measure,
          fen: Int64.random(in: -200...2_000, using: &random)))
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      district.settings = [
        RuleSetting(
          rule: RuleCode("elimination"), name: "one_sided",
          validity: Validity(from: 2000, to: nil), value: PrintedNumber(1))
      ]
    }
    return district
  }
}
