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
    var counts: [Int64?: Int] = [:]
    let rest = anomalies.filter { anomaly in
      guard anomaly.rule == code, cleared.clears(anomaly) else { return true }
      counts[anomaly.submissionID, default: 0] += 1
      return false
    }
    return rest.map { $0.counting(cleared: counts) }
  }
}

extension Anomaly {
  /// What is said of a submission with too many anomalies, and how many of those that are listed
  /// are not any more.
  fileprivate func counting(cleared: [Int64?: Int]) -> Anomaly {
    guard rule == FindingsAreFew.description.code, place.section == nil,
      let count = cleared[submissionID]
    else { return self }
    var anomaly = self
    anomaly.suggestion =
      "列出的异常中 \(TransferIsCountedOnce.description.code.text) \(count) 条经双方核对已抵销,不再列出。"
      + (suggestion ?? "")
    return anomaly
  }
}

/// Finds what units explain as paid straight to others among what was eliminated.
private struct ClearedTransfers {
  private struct Pair: Hashable {
    let year: FiscalYear
    let payer: String
    let payee: String
  }

  /// What an anomaly stands for: the explanations of a figure, or those of a line alone.
  private struct Subject: Hashable {
    let submission: Int64
    let figure: String?
    var line: Int32?
    var isOfLine = false
  }

  /// A row and its subject, read once.
  private struct Row {
    let code: SubjectCode?
    let residualFen: Int64
    var eliminatedFen: Int64
  }

  /// One explanation: the unit that got the money, and how much; nil for all there is.
  private struct Transfer {
    let payee: String?
    let fen: Int64?
  }

  private var transfers: [Subject: [Transfer]] = [:]
  /// The actuals that were eliminated and that nothing was cleared with yet.
  private var left: [Pair: [Row]] = [:]

  init(_ summary: Summary, statedIn numbers: Set<Int64>) {
    let batch = summary.validated.batch
    for (place, header) in batch.headers.enumerated() where numbers.contains(header.id) {
      for explanation in batch.explanations[place] where explanation.kind == .directTransfer {
        let transfer = Transfer(
          payee: explanation.counterparty,
          fen: explanation.amount.number?.fen(in: header.amountUnit))
        var subject = Subject(submission: header.id, figure: explanation.figure?.text)
        transfers[subject, default: []].append(transfer)
        (subject.line, subject.isOfLine) = (explanation.lineNumber, true)
        transfers[subject, default: []].append(transfer)
      }
    }
    for (_, elimination) in summary.eliminations {
      for row in elimination.rows where row.measure == .actual && row.eliminatedFen != 0 {
        left[Pair(year: row.year, payer: row.payer, payee: row.payee), default: []].append(
          Row(
            code: SubjectCode(row.code), residualFen: row.residualFen,
            eliminatedFen: row.eliminatedFen))
      }
    }
  }

  /// Whether all the money behind an anomaly was matched; it clears no other one then.
  mutating func clears(_ anomaly: Anomaly) -> Bool {
    guard let submission = anomaly.submissionID else { return false }
    var subject = Subject(submission: submission, figure: anomaly.place.figure)
    if anomaly.place.section != nil {
      (subject.line, subject.isOfLine) = (anomaly.lineNumber, true)
    }
    guard let transfers = transfers[subject] else { return false }
    let code = anomaly.place.code.flatMap { SubjectCode($0) }
    // Beside what is left, so that it stays as it is where not all was matched.
    var rest: [Pair: PairRows] = [:]
    for transfer in transfers {
      guard let payee = transfer.payee else { return false }
      let pair = Pair(year: anomaly.place.year, payer: anomaly.place.unit, payee: payee)
      guard rest[pair, default: PairRows(left[pair] ?? [], of: code)].take(transfer.fen) else {
        return false
      }
    }
    left.merge(rest.mapValues(\.rows)) { $1 }
    return true
  }

  /// The rows of one pair of units, from which one explanation after another takes its amount.
  private struct PairRows {
    private(set) var rows: [Row]
    /// The rows of the subject.
    private let places: [Int]
    /// Of `places`: the first that may have something left. Explanations are many, and so are
    /// rows: what is used up is not passed again.
    private var next = 0
    private let isSettled: Bool

    init(_ rows: [Row], of subject: SubjectCode?) {
      self.rows = rows
      let places = rows.indices.filter { place in
        guard let subject, let own = rows[place].code else { return subject == nil }
        return subject.covers(own) || own.covers(subject)
      }
      self.places = places
      isSettled = !places.isEmpty && places.allSatisfy { rows[$0].residualFen == 0 }
    }

    /// Takes an amount; without one, all there is, if nothing is open.
    mutating func take(_ fen: Int64?) -> Bool {
      var open = fen ?? .max
      while open > 0, next < places.count {
        let part = min(open, max(0, rows[places[next]].eliminatedFen))
        rows[places[next]].eliminatedFen -= part
        open -= part
        if rows[places[next]].eliminatedFen <= 0 || fen == nil { next += 1 }
      }
      guard let fen else { return isSettled }
      return open <= 0 && fen > 0
    }
  }
}
