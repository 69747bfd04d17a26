internal import BudgetDomain
internal import BudgetEngine

/// Which volumes a publication is made of: new ones, and those of the current one that stay.
struct YearsToPublish {
  /// New volumes that show something else than the current ones.
  let written: [WrittenVolume]
  /// Current volumes that stay: of years that were not worked out, or come out as they are.
  let kept: [WrittenVolume]

  /// - Parameter made: The volumes that the run has written.
  init(_ made: [WrittenVolume], beside current: [WrittenVolume], in batch: LoadedBatch) {
    let same =
      batch.scope.isFull
      ? []
      : made.filter { new in
        current.contains { $0.shows(theSameAs: new) }
      }
    let written = made.filter { new in !same.contains { $0.year == new.year } }
    self.written = written
    // Of a year that was read and in which nobody filed any more nothing is published any more.
    kept = current.filter { kept in
      let isGone = batch.scope.years?.contains(kept.year) ?? !batch.years.contains(kept.year)
      return !written.contains { $0.year == kept.year }
        && (!isGone || same.contains { $0.year == kept.year })
    }
  }
}
