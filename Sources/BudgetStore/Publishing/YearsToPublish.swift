internal import BudgetDomain
internal import BudgetEngine

/// Which volumes a publication is made of: new ones, and those that stand.
struct YearsToPublish {
  /// New volumes that show something else than those that stood.
  let written: [WrittenVolume]
  /// Volumes that stay: of years that were not worked out, or come out as they are.
  let kept: [WrittenVolume]

  /// Both, ascending by year.
  var all: [WrittenVolume] { (kept + written).sorted { $0.year < $1.year } }

  /// - Parameter made: The volumes that the run has written.
  init(_ made: [WrittenVolume], beside standing: [WrittenVolume], in batch: LoadedBatch) {
    let same = made.filter { new in
      // A closed year moves only where it must.
      (!batch.scope.isFull || batch.isClosed(new.year))
        && standing.contains { $0.shows(theSameAs: new) }
    }
    let written = made.filter { new in !same.contains { $0.year == new.year } }
    self.written = written
    // Of a year that was read and in which nobody filed any more nothing is published any more,
    // unless it is closed.
    kept = standing.filter { kept in
      let isGone =
        !batch.isClosed(kept.year)
        && (batch.scope.years?.contains(kept.year) ?? !batch.years.contains(kept.year))
      return !written.contains { $0.year == kept.year }
        && (!isGone || same.contains { $0.year == kept.year })
    }
  }

  /// Volumes that stay and that readers do not see: they see an earlier publication.
  func restored(beside current: [WrittenVolume]) -> [WrittenVolume] {
    kept.filter { kept in !current.contains { $0.id == kept.id } }
  }
}
