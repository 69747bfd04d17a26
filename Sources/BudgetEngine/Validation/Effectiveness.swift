public import BudgetDomain

/// Which submissions count, for every unit and year of a batch.
public struct Effectiveness: Sendable {
  private let years: [FiscalYear]
  private let places: [FiscalYear: Int]
  private var byUnitAndYear: [EffectiveSubmissions]
  /// Submissions of equal unit, year, kind and revision as the one that counts, which has the
  /// greatest id; only a bureau's own view can hold such.
  public let equalRevisions: [(kept: SubmissionIndex, other: SubmissionIndex)]

  /// Decides which submissions count.
  public init(headers: [SubmissionHeader], unitCount: Int, years: [FiscalYear]) {
    self.years = years
    let places = Dictionary(uniqueKeysWithValues: years.enumerated().map { ($1, $0) })
    self.places = places
    var table = [EffectiveSubmissions](
      repeating: EffectiveSubmissions(), count: unitCount * years.count)
    var equal: [(kept: SubmissionIndex, other: SubmissionIndex)] = []
    for (index, header) in headers.enumerated() where header.status.counts {
      guard let year = places[header.year] else { continue }
      let slot = header.unit * years.count + year
      guard let present = table[slot][header.kind] else {
        table[slot][header.kind] = index
        continue
      }
      // Headers ascend by id, so the later of two equal revisions has the greater id.
      if headers[present].revision == header.revision { equal.append((index, present)) }
      if headers[present].revision <= header.revision { table[slot][header.kind] = index }
    }
    byUnitAndYear = table
    // Two drafts of history that a later revision has replaced are nobody's concern any more.
    equalRevisions = equal.compactMap { later, earlier in
      let header = headers[later]
      guard let year = places[header.year],
        let kept = table[header.unit * years.count + year][header.kind],
        headers[kept].revision == header.revision
      else { return nil }
      return (kept, earlier)
    }
  }

  /// Takes out submissions that count, so that nothing of their kind does: an earlier revision was
  /// replaced by the unit itself.
  mutating func leaveOut(_ submissions: [SubmissionIndex], _ headers: [SubmissionHeader]) {
    for submission in submissions {
      let header = headers[submission]
      guard let place = places[header.year], isEffective(submission, header) else { continue }
      byUnitAndYear[header.unit * years.count + place][header.kind] = nil
    }
  }

  /// What counts for a unit in a year.
  public subscript(unit: UnitIndex, year: FiscalYear) -> EffectiveSubmissions {
    guard let place = places[year] else { return EffectiveSubmissions() }
    return byUnitAndYear[unit * years.count + place]
  }

  /// Whether a submission is the one that counts for its unit, year and kind.
  public func isEffective(_ index: SubmissionIndex, _ header: SubmissionHeader) -> Bool {
    self[header.unit, header.year][header.kind] == index
  }
}
