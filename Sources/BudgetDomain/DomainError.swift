/// Input that a run cannot walk, however poor the figures in it may be.
public enum DomainError: Error, Hashable, Sendable {
  /// The unit tree of a year leads back to itself; the path names each unit once and ends where
  /// it began.
  case cyclicUnitTree(year: FiscalYear, path: [String])
}

extension DomainError: CustomStringConvertible {
  /// What is wrong, in English.
  public var description: String {
    switch self {
    case .cyclicUnitTree(let year, let path):
      "the unit tree of \(year) is cyclic: \(path.joined(separator: " → "))"
    }
  }
}
