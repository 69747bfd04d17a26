import BudgetDomain

/// How well the money of one year's codes compares at each code, looked up by code: a year may have
/// as many codes as somebody makes up, and all of them are asked for.
struct SubjectDoubts: Sendable {
  /// By fund: the codes inside which some of a landing's money lies, or may lie, and some does not.
  private var grades: [FundType: [SubjectCode: Comparability]] = [:]
  /// By fund: codes on which money landed for want of a longer one; all below is estimated.
  private var loose: [FundType: Set<SubjectCode>] = [:]

  /// Takes in where the money of one booked code and fund stands now.
  mutating func note(_ landing: Landing, of fund: FundType) {
    for fund in [fund, .all] {
      for doubt in landing.doubts {
        grade(doubt.code, .broken, fund)
        for code in Self.crossed(by: doubt.reach) { grade(code, .broken, fund) }
      }
      for code in Self.crossed(by: Set(landing.parts.map(\.code))) {
        grade(code, .estimated, fund)
      }
      if !landing.loose.isEmpty { loose[fund, default: []].formUnion(landing.loose) }
    }
  }

  /// How well the money of a fund, or of all, compares at a code: as the worst of its landings, see
  /// `Landing.comparability(at:)`.
  func comparability(at code: SubjectCode, fund: FundType) -> Comparability {
    let grade = grades[fund]?[code] ?? .exact
    guard grade == .exact, let loose = loose[fund] else { return grade }
    return Self.chain(from: code).contains { loose.contains($0) } ? .estimated : .exact
  }

  private mutating func grade(_ code: SubjectCode, _ grade: Comparability, _ fund: FundType) {
    let known = grades[fund, default: [:]][code] ?? .exact
    grades[fund, default: [:]][code] = max(known, grade)
  }

  /// The codes that cover some of several codes and not all.
  private static func crossed(by codes: Set<SubjectCode>) -> [SubjectCode] {
    guard codes.count > 1 else { return [] }
    var counts: [SubjectCode: Int] = [:]
    for code in codes {
      for above in chain(from: code) { counts[above, default: 0] += 1 }
    }
    return counts.filter { $0.value < codes.count }.map(\.key)
  }

  /// A code and all codes above it.
  private static func chain(from code: SubjectCode) -> [SubjectCode] {
    var chain = [code]
    while let above = chain[chain.count - 1].parent { chain.append(above) }
    return chain
  }
}
