internal import BudgetDomain
internal import PostgresClient

/// A year that is closed, and the volume that stands for it: the one that readers saw when it was
/// closed, or a later one with the same figures.
struct ClosedVolume: Sendable {
  /// The number of the closing.
  let closingID: Int64
  let volume: WrittenVolume
  /// Whether readers see it; they do not while an earlier publication is shown again.
  let isCurrent: Bool
  /// The program and the reference data that it was made by; nil where that is not recorded.
  let programDigest: String?
  let referenceDigest: String?

  var year: FiscalYear { volume.year }

  /// All years that are closed, ascending.
  static func list(on connection: borrowing Connection) throws -> [ClosedVolume] {
    try connection.run(.listClosedYears).map { row in
      ClosedVolume(
        closingID: try row.int("closing_id"), volume: try WrittenVolume(row),
        isCurrent: try row.bool("is_current"),
        programDigest: try row.optionalText("program_digest"),
        referenceDigest: try row.optionalText("reference_digest"))
    }
  }

  /// Makes the volume part of the published tables, where it was taken out of them.
  func attach(on connection: borrowing Connection) throws {
    guard !isCurrent else { return }
    try connection.run(.attachVolume, [.int(volume.id), .int(Int64(year.number))])
  }
}

extension [ClosedVolume] {
  /// The volumes that stand where nothing else is published, ascending by year: those that readers
  /// see, and of closed years those that were closed, whatever was shown since.
  func standing(beside current: [WrittenVolume]) -> [WrittenVolume] {
    let open = current.filter { volume in !contains { $0.year == volume.year } }
    return (open + map(\.volume)).sorted { $0.year < $1.year }
  }
}
