import BudgetDomain
import Testing

@testable import BudgetEngine
@testable import BudgetRules

/// The smallest books that state everything a formula names, and only that.
struct FormulaBook {
  private static let year = 2023

  let rule: FormulaRule
  /// What is printed: fen, tenths of a percent or pieces.
  var values: [FormulaReference: Int] = [:]
  /// Amounts that are printed in whole 万元.
  var coarse: Set<FormulaReference> = []

  /// Σ factor × reference + constant stands to zero as the left side to the right one.
  private var factors: [FormulaReference: Int] = [:]
  private var constant = 0

  /// A book on which the formula just holds.
  init(_ rule: FormulaRule) throws {
    self.rule = rule
    for (place, reference) in references.enumerated() {
      // 11.30, 15.30 and so on: whole 万元 are no multiples, and round down.
      values[reference] =
        reference.dimension == .amount ? 11_300_000 + 4_000_000 * place : 40 + 7 * place
    }
    if let condition = rule.formula.condition { setCondition(condition, isMet: true) }
    switch rule.formula.right {
    case .sum(let right):
      for (sum, sign) in [(rule.formula.left, 1), (right, -1)] { add(sum, sign) }
      try solve()
    case .growth(let current, let prior):
      let (first, second) = (try only(current), try only(prior))
      values[try only(rule.formula.left)] = Self.tenths(value(first) - value(second), value(second))
    case .share(let part, let whole):
      values[try only(rule.formula.left)] = Self.tenths(
        value(try only(part)), value(try only(whole)))
    }
  }

  /// What the relation is about, each once; without the condition.
  var references: [FormulaReference] {
    var seen: Set<FormulaReference> = []
    return ([rule.formula.left] + rule.formula.rightSums).flatMap(\.references)
      .filter { seen.insert($0).inserted }
  }

  /// The same book with a slip in one figure.
  func slipped(_ reference: FormulaReference) -> FormulaBook {
    var book = self
    let size = reference.dimension == .amount ? 6_000_000 : 50
    var isLess = false
    if case .sum = rule.formula.right, rule.formula.comparison != .equal {
      isLess = (factors[reference] ?? 0 < 0) == (rule.formula.comparison == .atMost)
    }
    // What is at least a fen breaks below nothing.
    let slack = constant < 0 && constant > -100 ? value(reference) : 0
    book.values[reference] = value(reference) + (isLess ? -size - slack : size)
    return book
  }

  /// The same book with the condition met or not.
  func with(_ condition: FormulaCondition, isMet: Bool) -> FormulaBook {
    var book = self
    book.setCondition(condition, isMet: isMet)
    return book
  }

  private mutating func setCondition(_ condition: FormulaCondition, isMet: Bool) {
    let more = condition.reference.dimension == .amount ? 3_000_000 : 3
    values[condition.reference] = condition.isZero == isMet ? 0 : more
  }

  private func value(_ reference: FormulaReference) -> Int { values[reference] ?? 0 }

  private func only(_ sum: FormulaSum) throws -> FormulaReference {
    try #require(sum.terms.count == 1 ? sum.references.first : nil)
  }

  private static func tenths(_ part: Int, _ whole: Int) -> Int {
    (part * 2_000 + whole) / (2 * whole)
  }

  private mutating func add(_ sum: FormulaSum, _ sign: Int) {
    for term in sum.terms {
      switch term {
      case .reference(let factor, let reference): factors[reference, default: 0] += sign * factor
      case .number(let number):
        let exact = number.exactValue
        constant += sign * Int(exact.numerator / exact.denominator)
      }
    }
  }

  /// Lets one figure follow from the others.
  private mutating func solve() throws {
    for reference in references {
      guard let factor = factors[reference], abs(factor) == 1 else { continue }
      let others = factors.filter { $0.key != reference }
      let rest = others.reduce(constant) { $0 + $1.value * value($1.key) }
      guard -rest * factor >= 0 else { continue }
      // Printed to 100 yuan; a bound of a fen is held from there on.
      let step = reference.dimension == .amount ? 10_000 : 1
      values[reference] = (-rest * factor + step - 1) / step * step
      return
    }
    Issue.record("\(rule.row.code.text): no figure follows from the others")
  }
}

extension FormulaBook {
  /// The severities of the formula's own anomalies.
  func found() throws -> [String] {
    try validate(district().batch()).anomalies.filter { $0.rule == rule.row.code }
      .map(\.severity.name)
  }

  private func district() -> District {
    var district = District()
    district.units = [
      UnitRow(
        code: "101", validity: Validity(from: 2000, to: nil), name: "", parent: nil,
        type: rule.scope.unitTypes.min())
    ]
    district.formulas = [rule.row]
    // Its own submission is there whatever it states.
    _ = place(of: FormulaReference(.figure(FigureName("total.actual"))), in: &district)
    for (reference, value) in values.sorted(by: { $0.key.description < $1.key.description }) {
      let place = place(of: reference, in: &district)
      switch reference.item {
      case .figure(let name), .ownFigure(let name):
        district.submissions[place].figures[name.text] = text(value, reference)
      case .rows(let rows):
        district.submissions[place].rows += printed(rows, value, reference)
      }
    }
    return district
  }

  private func place(of reference: FormulaReference, in district: inout District) -> Int {
    let own: SubmissionKind =
      rule.scope.kinds.isEmpty || rule.scope.kinds.contains(.finalAccount)
      ? .finalAccount : rule.scope.kinds.contains(.budget) ? .budget : .selfEvaluation
    let year = Self.year - (reference.isPrior ? 1 : 0)
    let kind = reference.kind ?? own
    let place = district.submissions.firstIndex { $0.year == year && $0.kind == kind }
    if let place { return place }
    district.submissions.append(
      District.Submission(
        id: Int64(district.submissions.count + 1), unit: "101", year: year, kind: kind,
        amountUnit: .wanYuan))
    return district.submissions.count - 1
  }

  private func text(_ value: Int, _ reference: FormulaReference) -> String {
    switch reference.dimension {
    case .amount where coarse.contains(reference):
      PrintedNumber(Int64((2 * value + 1_000_000) / 2_000_000), decimals: 0).description
    case .amount: PrintedNumber(Int64(value / 10_000), decimals: 2).description
    case .percent: PrintedNumber(Int64(value), decimals: 1).description
    case .count: PrintedNumber(Int64(value), decimals: 0).description
    }
  }

  /// A row for the first two of the codes.
  private func printed(_ rows: FormulaRows, _ value: Int, _ reference: FormulaReference)
    -> [District.Row]
  {
    let isOnly = rows.codes.count == 1
    let second = isOnly || coarse.contains(reference) ? 0 : 1_000_000
    return rows.codes.prefix(2).enumerated().map { place, code in
      var row = District.Row(section: rows.section, fund: rows.fund, kind: rows.kind)
      row.form = rows.form
      if rows.section == .income {
        row.income = IncomeKind.allCases.first { $0.name == code } ?? .unstated
      } else {
        row.code = code == "*" ? rows.section == .economic ? "301" : "201" : code
      }
      row.amounts[rows.measure] = text(place == 0 ? value - second : second, reference)
      return row
    }
  }
}
