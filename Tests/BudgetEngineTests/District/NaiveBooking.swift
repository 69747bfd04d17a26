import BudgetDomain

@testable import BudgetEngine

/// One counted amount of one row: what the contract says is booked, and nothing more.
struct NaiveBooking {
  let axis: Axis
  let code: String
  let fund: FundType
  let measure: Measure
  let kind: ExpenditureKind
  let fen: Int64
  /// Submission and row: a line counts once, whatever it states.
  let line: [Int64]
  /// The unit that the row names.
  var counterparty: String?
}

extension District.Row {
  /// The code that decides over prefixes; a row without one is known by its name alone.
  private var printed: (code: String?, name: String) {
    // An income row without a subject speaks of all subjects.
    section == .income ? (code ?? "*", "") : (code, code == nil ? name ?? "" : "")
  }

  private func isAtOrAbove(_ other: District.Row) -> Bool {
    let (mine, others) = (printed, other.printed)
    if mine.code == "*" { return true }
    guard let code = mine.code else { return others.code == nil && mine.name == others.name }
    return others.code?.hasPrefix(code) ?? false
  }

  private func isAlike(_ other: District.Row) -> Bool {
    isAtOrAbove(other) && other.isAtOrAbove(self)
  }

  /// The fund as far as it is stated; an unknown word states one, whichever that is.
  private var statedFund: String? {
    if unknown[.fund] != nil { return "in an unknown word" }
    return fund == .unstated ? nil : fund.name
  }

  private var statedKind: String? {
    if unknown[section == .income ? .income : .kind] != nil { return "in an unknown word" }
    let name = section == .income ? income.name : kind.name
    return name.isEmpty ? nil : name
  }

  private func isTotal(of other: District.Row) -> Bool {
    isAtOrAbove(other) && (statedFund == nil || statedFund == other.statedFund)
      && (statedKind == nil || statedKind == other.statedKind)
      && !(isAlike(other) && statedFund == other.statedFund && statedKind == other.statedKind)
  }

  private func isPart(of other: District.Row) -> Bool {
    isAtOrAbove(other) && !isAlike(other)
      && (statedFund == nil || other.statedFund == nil || statedFund == other.statedFund)
      && (statedKind == nil || other.statedKind == nil || statedKind == other.statedKind)
      && ((statedFund != nil && other.statedFund == nil)
        || (statedKind != nil && other.statedKind == nil))
  }

  /// Whether the row is an amount of its own among the rows of its submission.
  func counts(_ measure: Measure, among rows: [District.Row]) -> Bool {
    form == nil && amounts[measure] != nil && unknown[.section] == nil
      && !rows.contains { other in
        other.form == nil && other.unknown[.section] == nil && other.section == section
          && other.within == within
          && other.amounts[measure] != nil && (isTotal(of: other) || isPart(of: other))
      }
  }

  /// The code that the money counts under.
  var publishedCode: String {
    switch section {
    case .project: code ?? name ?? "?"
    case .income: income.name.isEmpty ? "?" : income.name
    case .functional, .economic: Self.readable(code ?? "")
    }
  }

  private static func readable(_ code: String) -> String {
    if code == "*" { return code }
    guard code.allSatisfy({ "0123456789".contains($0) }), code.first != "0" else { return "?" }
    return switch code.count {
    case ...2: "?"
    case 3, 4: String(code.prefix(3))
    case 5, 6: String(code.prefix(5))
    default: String(code.prefix(7))
    }
  }
}

extension District.Submission {
  /// What counts of a measure.
  func bookings(_ measure: Measure) -> [NaiveBooking] {
    rows.enumerated().compactMap { number, row in
      guard row.counts(measure, among: rows), let text = row.amounts[measure],
        let fen = PrintedNumber(text)?.fen(in: amountUnit)
      else { return nil }
      return NaiveBooking(
        axis: Axis(row.section), code: row.publishedCode, fund: row.fund, measure: measure,
        kind: row.kind, fen: fen, line: [id, Int64(number)], counterparty: row.counterparty)
    }
  }
}
