/// How well a restated figure compares with those of other years.
public enum Comparability: UInt8, Comparable, CaseIterable, Sendable {
  /// The same content in every year.
  case exact = 0
  /// A share decided what counts in and what out.
  case estimated = 1
  /// There is no way through: nobody knows what belongs in.
  case broken = 2

  /// The published word.
  public var name: String {
    switch self {
    case .exact: "exact"
    case .estimated: "estimated"
    case .broken: "broken"
    }
  }

  /// Orders from good to bad.
  public static func < (better: Comparability, worse: Comparability) -> Bool {
    better.rawValue < worse.rawValue
  }
}

/// Where the money of one code stands in the newest year.
public struct Landing: Hashable, Sendable {
  /// A part of the money.
  public struct Part: Hashable, Sendable {
    /// The code of the newest year, or the last code that could be reached.
    public let code: SubjectCode
    /// How much of the money stands there.
    public let share: ExactShare
  }

  /// Money that stays where it was because nobody knows where it belongs.
  public struct Doubt: Hashable, Sendable {
    /// Where it stays.
    public let code: SubjectCode
    /// Where it may belong; `code` is among them.
    public let reach: Set<SubjectCode>
  }

  /// The parts, ascending by code; their shares make up the whole.
  public let parts: [Part]
  /// Codes on which money landed for want of a longer one: what stands below is estimated too.
  public let loose: Set<SubjectCode>
  /// What could not be followed to the end.
  public let doubts: [Doubt]
  /// Whether shares of several years multiplied did not fit, so that money stays on the way.
  public let isTooLong: Bool

  /// Whether all money stays on `code`.
  public func stays(on code: SubjectCode) -> Bool {
    parts.count == 1 && parts[0].code == code
  }

  /// Every code on which money stands or may belong.
  public var codes: Set<SubjectCode> {
    doubts.reduce(into: Set(parts.map(\.code))) { $0.formUnion($1.reach) }
  }

  /// How well the money of a node compares: exact where all of this money lies wholly inside or
  /// wholly outside of it.
  public func comparability(at node: SubjectCode) -> Comparability {
    if doubts.contains(where: { $0.code == node || Self.crosses($0.reach, node) }) {
      return .broken
    }
    let isCut = Self.crosses(parts.lazy.map(\.code), node)
    return isCut || loose.contains { $0.covers(node) } ? .estimated : .exact
  }

  private static func crosses(_ codes: some Sequence<SubjectCode>, _ node: SubjectCode) -> Bool {
    var (isInside, isOutside) = (false, false)
    for code in codes {
      if node.covers(code) { isInside = true } else { isOutside = true }
    }
    return isInside && isOutside
  }
}
