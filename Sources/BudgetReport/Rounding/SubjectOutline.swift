public import BudgetDomain

/// The subjects of a table in the order of print: the total, then each subject before those below.
public struct SubjectOutline: Sendable {
  /// The codes; the first one is `*`.
  public let codes: [SubjectCode]
  /// For each code the place of the nearest one above it.
  public let parents: [Int?]

  /// The outline of some codes, the total among them whether named or not.
  public init(_ codes: some Sequence<SubjectCode>) {
    let codes = Set(codes).union([.all]).sorted()
    var places: [SubjectCode: Int] = [:]
    for (place, code) in codes.enumerated() { places[code] = place }
    parents = codes.map { code in
      var above = code.parent
      while let candidate = above, places[candidate] == nil { above = candidate.parent }
      return above.flatMap { places[$0] }
    }
    self.codes = codes
  }
}
