import BudgetDomain
import BudgetRules

/// Names the rows of the crosswalk and of the successions that cannot be followed, in the first
/// published year on which they bear.
struct RestatementDefects {
  private let frame: ComparableFrame
  private let published: [FiscalYear]
  private let years: Set<FiscalYear>

  /// nil where nothing is published.
  init?(_ summary: Summary) {
    guard let frame = summary.frame else { return nil }
    self.frame = frame
    published = frame.subjects.landings.keys.sorted()
    years = Set(summary.comparingYears)
  }

  /// The anomalies of the years that are read, and of those published again beside one of them.
  func anomalies() -> [Anomaly] {
    crosswalk() + successions() + longChains()
  }

  /// The first published year of the new state, if there is one of the old state before it.
  private func shown(_ year: FiscalYear) -> FiscalYear? {
    guard let first = published.first, first < year,
      let shown = published.first(where: { $0 >= year }), years.contains(shown)
    else { return nil }
    return shown
  }

  private func crosswalk() -> [Anomaly] {
    frame.subjects.crosswalk.defects.compactMap { defect in
      shown(defect.year).map { CrosswalkIsExact.anomaly(defect, in: $0) }
    }
  }

  private func successions() -> [Anomaly] {
    let defects = frame.units.history.defects
    var anomalies: [Anomaly] = []
    var next = defects.startIndex
    while next < defects.endIndex {
      let first = defects[next]
      let end =
        defects[next...].firstIndex { $0.unit != first.unit || $0.year != first.year }
        ?? defects.endIndex
      if let shown = shown(first.year) {
        anomalies.append(
          SuccessionIsTraceable.anomaly(
            Array(defects[next..<end]), of: first.unit, since: first.year, in: shown))
      }
      next = end
    }
    return anomalies
  }

  private func longChains() -> [Anomaly] {
    published.filter(years.contains).flatMap { year in
      let codes = (frame.subjects.landings[year] ?? [:]).filter(\.value.isTooLong).keys
      return codes.sorted { ($0.code, $0.fund.rawValue) < ($1.code, $1.fund.rawValue) }.map {
        CrosswalkIsExact.anomaly(ofLongChainFrom: $0.code, fund: $0.fund, since: year, in: year)
      }
        + (frame.shift(of: year)?.units.longChains ?? []).map {
          SuccessionIsTraceable.anomaly(ofLongChainFrom: $0, since: year, in: year)
        }
    }
  }
}
