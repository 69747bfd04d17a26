import BudgetDomain

extension SubmissionView {
  /// The anomaly of a slip with what its correction would change in the actual of its subject:
  /// only rows that are amounts of their own count, totals and control totals never do.
  func countingCorrection(_ anomaly: Anomaly, _ correction: Correction?) -> Anomaly {
    guard !isControlTotal, let correction, anomaly.corrected != nil,
      anomaly.place.section == .functional, let lineNumber = anomaly.lineNumber,
      let actual = correction.values[.row(lineNumber: lineNumber, .actual)], actual.isExact
    else { return anomaly }
    for table in tables where table.isMoney && table.section == .functional {
      for (index, row) in table.rows.actual.enumerated()
      where table.roles.actual[index] == .own && lines[Int(row)].lineNumber == lineNumber {
        guard let stated = lines[Int(row)].amounts.actual.number?.fen(in: header.amountUnit),
          let meant = actual.low.fen(in: header.amountUnit)
        else { return anomaly }
        var counting = anomaly
        counting.actualCorrectionFen = meant - stated
        return counting
      }
    }
    return anomaly
  }
}
