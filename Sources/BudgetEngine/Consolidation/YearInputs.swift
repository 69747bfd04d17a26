public import BudgetDomain
import BudgetRules

/// The fingerprints of everything that the figures and lists of each year depend on.
///
/// A year whose fingerprint is that of its published tables need not be worked out again: they
/// would come out the same. What a year takes from the years beside it is in its own fingerprint:
/// last year's amounts, transfers and corrections, and, for comparable figures, what the crosswalk
/// and the successions make of all years' codes.
public struct YearInputs: Sendable {
  private let byYear: [FiscalYear: ContentDigest]
  private let beforeClosing: [FiscalYear: ContentDigest]

  /// The fingerprint of a year; nil for one that the run does not read as a whole. That of a closed
  /// year is of what may still come out otherwise: its restated figures, and what was handed in
  /// later.
  public subscript(year: FiscalYear) -> ContentDigest? { byYear[year] }

  /// The fingerprint of a year as it was while the year before was not closed yet; nil where it is
  /// no other.
  public func beforeClosing(_ year: FiscalYear) -> ContentDigest? { beforeClosing[year] }

  /// No fingerprints: for a run that reads some years only.
  public init() { (byYear, beforeClosing) = ([:], [:]) }

  /// - Parameter early: The anomalies that stand before last year's amounts are looked at.
  init(_ summary: Summary, _ early: [Anomaly]) {
    let (batch, closed) = (summary.validated.batch, summary.validated.batch.closed)
    let common = Self.common(summary)
    let own = Self.own(summary)
    // A closed year gives the next one what was published, whatever it would give now.
    func given(by year: FiscalYear) -> ContentDigest {
      closed.closings[year].map { ContentDigest("closing \($0)") } ?? own[year] ?? ContentDigest()
    }
    let lists = Self.lists(summary, early)
    func digest(of year: FiscalYear, beside before: ContentDigest) -> ContentDigest {
      var digest = common
      digest.append(own[year] ?? ContentDigest())
      digest.append(before)
      digest.append(lists(year))
      return digest
    }
    var byYear: [FiscalYear: ContentDigest] = [:]
    var beforeClosing: [FiscalYear: ContentDigest] = [:]
    for year in batch.openYears {
      byYear[year] = digest(of: year, beside: given(by: year.previous))
      guard closed.closings[year.previous] != nil else { continue }
      beforeClosing[year] = digest(of: year, beside: own[year.previous] ?? ContentDigest())
    }
    for year in summary.closedYears {
      var digest = common
      digest.append(given(by: year))
      digest.append(given(by: year.previous))
      for anomaly in early where anomaly.place.year == year {
        digest.append(ContentDigest(packing: anomaly))
      }
      byYear[year] = digest
    }
    (self.byYear, self.beforeClosing) = (byYear, beforeClosing)
  }

  /// What all years hang on.
  private static func common(_ summary: Summary) -> ContentDigest {
    let batch = summary.validated.batch
    var common = RuleCatalogue.version
    if let basis = summary.frame?.basis { common.append(basis) }
    common.append(batch.reference.economic.digest)
    // They may book the same rows elsewhere.
    common.append(batch.reference.aliasDigest)
    for year in Set(batch.years).union(batch.closed.years).sorted() {
      common.append(Int64(year.number))
    }
    common.append(batch.reference.successionsInTree)
    return common
  }

  /// By year: what it says beside its amounts and what was handed in.
  private static func lists(
    _ summary: Summary, _ early: [Anomaly]
  ) -> (FiscalYear) -> ContentDigest {
    let batch = summary.validated.batch
    // The others have said what they say in the anomalies that are found early.
    let settings = batch.reference.settings.besides(RuleCatalogue.setBeforeConsolidation)
    let found = Dictionary(grouping: early, by: \.place.year)
    let coverage = Dictionary(grouping: summary.validated.coverage, by: \.year)
    return { year in
      var digest = ContentDigest()
      for row in summary.transfers(in: year) { digest.append(row.digest) }
      for entry in coverage[year] ?? [] { digest.append(entry.digest(batch.reference.units)) }
      digest.append(settings.digest(in: [year, year.previous]))
      for rule in summary.validated.comparingRules(in: year).map(\.text).sorted() {
        digest.append(ContentDigest(rule))
      }
      for anomaly in found[year] ?? [] { digest.append(ContentDigest(packing: anomaly)) }
      for anomaly in found[year.previous] ?? [] where anomaly.actualCorrectionFen != nil {
        digest.append(ContentDigest(packing: anomaly))
      }
      return digest
    }
  }

  /// By year: what a year's amounts are made of.
  private static func own(_ summary: Summary) -> [FiscalYear: ContentDigest] {
    let books = books(summary.validated)
    return summary.validated.batch.years.reduce(into: [:]) { own, year in
      var digest = books[year] ?? ContentDigest()
      digest.append(summary.validated.treeDigest(of: year))
      for part in summary.eliminationParts(in: year) { digest.append(part.digest) }
      own[year] = digest
    }
  }

  /// By year: what the submissions that count say, in their order, and which say nothing.
  private static func books(_ validated: ValidatedBatch) -> [FiscalYear: ContentDigest] {
    let batch = validated.batch
    var books: [FiscalYear: ContentDigest] = [:]
    for outcome in validated.accepted.outcomes {
      let header = batch.headers[outcome.submission]
      var digest = outcome.digest
      digest.append(Int64(header.id))
      digest.append(ContentDigest(batch.reference.units.codes[header.unit]))
      digest.append(UInt64(header.kind.rawValue) << 8 | UInt64(header.amountUnit.rawValue))
      digest.append(Int64(outcome.lineCount))
      for figure in batch.figures[outcome.submission] {
        digest.append(ContentDigest(figure.name.text))
        digest.append(figure.value.unscaled)
        digest.append(Int64(figure.value.decimals))
      }
      books[header.year, default: ContentDigest()].append(digest)
    }
    // One without rows and figures says nothing, but its unit has reported: the next year's amounts
    // stand beside zero then, and not beside nothing.
    for (submission, header) in batch.headers.enumerated()
    where validated.accepted.worker(of: submission) == nil
      && validated.effective.isEffective(submission, header)
    {
      var digest = ContentDigest(batch.reference.units.codes[header.unit])
      digest.append(UInt64(header.kind.rawValue))
      books[header.year, default: ContentDigest()].append(digest)
    }
    return books
  }
}

extension ReferenceData {
  /// Whether the units of successions are in the lists of the years that they join.
  fileprivate var successionsInTree: ContentDigest {
    successions.reduce(into: ContentDigest()) { digest, row in
      var member = ContentDigest("\(row)")
      for unit in [row.from, row.to].map(units.index(of:)) {
        for year in [row.year.previous, row.year] {
          let isListed = unit.map { units.row(of: $0, in: year) != nil } ?? false
          member.append(UInt64(isListed ? 1 : 0))
        }
      }
      digest.add(member)
    }
  }
}

extension ValidatedBatch {
  /// The fingerprint of a year's units: their names, their types and whom they stand under.
  fileprivate func treeDigest(of year: FiscalYear) -> ContentDigest {
    guard let tree = trees[year] else { return ContentDigest() }
    let units = batch.reference.units
    return tree.nodes.reduce(into: ContentDigest()) { digest, node in
      let row = node.unit.flatMap { units.row(of: $0, in: year) }
      digest.append(ContentDigest(node.unit.map { units.codes[$0] } ?? UnitTree.district))
      digest.append(ContentDigest(row?.name ?? ""))
      digest.append(ContentDigest(row?.type ?? ""))
      digest.append(Int64(node.parent ?? -1))
    }
  }
}

extension EliminationPart {
  fileprivate var digest: ContentDigest {
    var digest = ContentDigest([payer, payee, at].joined(separator: "|"))
    digest.append(UInt64(code.rank) << 32 | UInt64(fund.rawValue) << 16 | UInt64(kind.rawValue))
    digest.append(UInt64(measure.rawValue))
    digest.append(fen)
    return digest
  }
}

extension TransferRow {
  fileprivate var digest: ContentDigest {
    let texts = [payer, payee, code, at, cause?.rawValue, detail].map { $0 ?? "-" }
    var digest = ContentDigest(texts.joined(separator: "|"))
    digest.append(UInt64(fund.rawValue) << 8 | UInt64(measure.rawValue))
    for fen in [payerFen, payeeFen, eliminatedFen, residualFen] { digest.append(fen ?? .min) }
    return digest
  }
}

extension CoverageEntry {
  fileprivate func digest(_ units: UnitDirectory) -> ContentDigest {
    var digest = ContentDigest(reason ?? "")
    digest.append(ContentDigest(units.codes[unit]))
    digest.append(ContentDigest(kind.name + state.rawValue))
    digest.append(submissionID ?? .min)
    return digest
  }
}
