import BudgetDomain
import BudgetRules

extension Summary {
  /// The anomalies that stand beside the whole picture: money that went straight to another unit is
  /// counted once after all where what the two say was matched and taken out (E040).
  func uncleared(_ anomalies: [Anomaly]) -> [Anomaly] {
    let code = TransferIsCountedOnce.description.code
    let stated = Set(anomalies.lazy.filter { $0.rule == code }.compactMap(\.submissionID))
    guard !eliminations.isEmpty, !stated.isEmpty else { return anomalies }
    var cleared = ClearedTransfers(self, statedIn: stated)
    return anomalies.filter { $0.rule != code || !cleared.clears($0) }
  }
}

/// Finds what units explain as paid straight to others among what was eliminated.
private struct ClearedTransfers {
  private struct Pair: Hashable {
    let year: FiscalYear
    let payer: String
    let payee: String
  }

  private let batch: LoadedBatch
  /// By number: the places of the submissions with such anomalies.
  private var submissions: [Int64: SubmissionIndex] = [:]
  /// The actuals that were eliminated and that nothing was cleared with yet.
  private var left: [Pair: [TransferRow]] = [:]

  init(_ summary: Summary, statedIn numbers: Set<Int64>) {
    batch = summary.validated.batch
    for (place, header) in batch.headers.enumerated() where numbers.contains(header.id) {
      submissions[header.id] = place
    }
    for (_, elimination) in summary.eliminations {
      for row in elimination.rows where row.measure == .actual && row.eliminatedFen != 0 {
        left[Pair(year: row.year, payer: row.payer, payee: row.payee), default: []].append(row)
      }
    }
  }

  /// Whether all the money behind an anomaly was matched; it clears no other one then.
  mutating func clears(_ anomaly: Anomaly) -> Bool {
    guard let submission = anomaly.submissionID.flatMap({ submissions[$0] }) else { return false }
    let transfers = batch.explanations[submission].filter {
      $0.kind == .directTransfer && $0.figure?.text == anomaly.place.figure
        && (anomaly.place.section == nil || $0.lineNumber == anomaly.lineNumber)
    }
    guard !transfers.isEmpty else { return false }
    var rest = left
    for transfer in transfers {
      guard let payee = transfer.counterparty else { return false }
      let pair = Pair(year: anomaly.place.year, payer: anomaly.place.unit, payee: payee)
      let fen = transfer.amount.number?.fen(in: batch.headers[submission].amountUnit)
      guard Self.take(fen, of: anomaly.place.code, from: &rest[pair, default: []]) else {
        return false
      }
    }
    left = rest
    return true
  }

  /// Takes an amount from rows of a subject; without an amount, all of them, if nothing is open.
  private static func take(
    _ fen: Int64?, of code: String?, from rows: inout [TransferRow]
  ) -> Bool {
    let subject = code.flatMap { SubjectCode($0) }
    let places = rows.indices.filter { place in
      guard let subject, let own = SubjectCode(rows[place].code) else { return subject == nil }
      return subject.covers(own) || own.covers(subject)
    }
    guard let fen else {
      let isWhole = !places.isEmpty && places.allSatisfy { rows[$0].residualFen == 0 }
      for place in places { rows[place].eliminatedFen = 0 }
      return isWhole
    }
    var open = fen
    for place in places {
      let part = min(max(0, open), max(0, rows[place].eliminatedFen))
      rows[place].eliminatedFen -= part
      open -= part
    }
    return open <= 0 && fen > 0
  }
}
