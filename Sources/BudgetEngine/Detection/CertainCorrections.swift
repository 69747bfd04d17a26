import BudgetDomain
import BudgetRules

/// What diagnosis is certain of: by year, unit and subject, how far the published actual is from
/// what was meant.
struct CertainCorrections {
  private var deltas: [FiscalYear: [UnitIndex: [UInt32: Int64]]] = [:]

  /// Gathers the corrections of the years that are read, and of those that are recorded.
  init(_ validated: ValidatedBatch) {
    let batch = validated.batch
    for anomaly in validated.anomalies {
      guard let fen = anomaly.actualCorrectionFen, let code = anomaly.place.code else { continue }
      add(fen, anomaly.place.year, batch.reference.units.index(of: anomaly.place.unit), code)
    }
    for (year, recorded) in batch.recorded {
      for correction in recorded.corrections {
        add(
          correction.fen, year, batch.reference.units.index(of: correction.unit), correction.code)
      }
    }
  }

  private mutating func add(_ fen: Int64, _ year: FiscalYear, _ unit: UnitIndex?, _ code: String) {
    guard let unit, let code = SubjectCode(code) else { return }
    deltas[year, default: [:]][unit, default: [:]][code.rank, default: 0] += fen
  }

  /// The corrections of a year, by unit and subject.
  subscript(year: FiscalYear) -> [UnitIndex: [UInt32: Int64]] { deltas[year] ?? [:] }
}

extension Anomaly {
  /// The anomaly without its correction, unless actuals are taken from its submission.
  func countingCorrection(in batch: LoadedBatch, _ effective: Effectiveness) -> Anomaly {
    guard actualCorrectionFen != nil else { return self }
    let unit = batch.reference.units.index(of: place.unit)
    let source = unit.flatMap { effective[$0, place.year].actualSource }
    if let source, batch.headers[source].id == submissionID { return self }
    var other = self
    other.actualCorrectionFen = nil
    return other
  }
}
