public import BudgetDomain

/// N010. What one unit says that it paid another, the other says too.
///
/// Matched amounts are taken out of the sum once; the rest stays in, and may be there twice. One
/// anomaly for each payer and payee, at the payer, with the likely reason. Nothing is listed that
/// is below the threshold (`elimination`, `threshold`), within rounding, or settled by one side's
/// word (`elimination`, `one_sided`).
/// Severity: review; info where only budgets are left of a pair whose actuals match, since no table
/// of the payee states those. Source: 部门决算汇总, 内部往来应予抵销.
public enum TransferIsMatched {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "N010", .review, version: 2, title: "单位间往来未能抵销", english: "internal transfer is not matched",
    source: "部门决算汇总:收付双方分别列报的内部往来应核对一致后抵销")

  /// The anomaly of one payer and payee; nil where nothing is left that wants an answer.
  ///
  /// - Parameter rows: All rows of the two in one year.
  public static func anomaly(of rows: [TransferRow]) -> Anomaly? {
    let open = rows.filter { $0.residualFen != 0 && $0.cause?.isWorthAsking ?? true }
      .sorted { $0.comesBefore($1) }
    guard let main = open.first else { return nil }
    let isMatched = rows.contains { $0.measure == .actual && $0.eliminatedFen != 0 }
    var place = Place(year: main.year, unit: main.payer)
    (place.section, place.column) = (.functional, main.payee)
    var anomaly = Anomaly(
      description, severity: isMatched && main.measure != .actual ? .info : nil, at: place,
      message: "\(main.payer) 付 \(main.payee):"
        + open.prefix(Relation.largestEvidence).map(\.wording).joined(separator: ";") + "。",
      evidence: open.prefix(Relation.largestEvidence).flatMap(\.evidence))
    let (stated, other) =
      main.payerFen == nil ? (main.payeeFen, nil) : (main.payerFen, main.payeeFen)
    anomaly.stated = stated.map { FindingNumber(Int128($0), over: 100) }
    anomaly.expectedLow = other.map { FindingNumber(Int128($0), over: 100) }
    anomaly.expectedHigh = anomaly.expectedLow
    anomaly.cause = main.cause == .unitScale ? .unitScale : nil
    anomaly.suggestion = main.cause?.suggestion
    return anomaly
  }
}

extension TransferRow {
  /// Actuals first, then what is largest.
  fileprivate func comesBefore(_ other: TransferRow) -> Bool {
    let (size, otherSize) = (residualFen.magnitude, other.residualFen.magnitude)
    return (other.measure.rawValue, otherSize, code, fund.rawValue)
      < (measure.rawValue, size, other.code, other.fund.rawValue)
  }
}
