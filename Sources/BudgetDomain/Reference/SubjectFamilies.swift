/// The finest groups of codes whose money compares exactly over years, level by level.
///
/// Two codes of a level belong together when the money of one code of some year stands, or may
/// belong, on both or below both. The total of a family's codes is exact even where its members
/// are not. A family is named after its smallest code.
public struct SubjectFamilies: Sendable {
  /// By level and code: another code of the family, nearer to the smallest; itself at the smallest.
  private var heads: [SubjectCode.Level: [SubjectCode: SubjectCode]] = [:]

  /// Joins what the landings of all years and codes join.
  public init(_ landings: some Sequence<Landing>) {
    var loose: Set<SubjectCode> = []
    var members: Set<SubjectCode> = []
    for landing in landings {
      let codes = landing.codes
      members.formUnion(codes)
      loose.formUnion(landing.loose)
      join(codes)
    }
    // Money that landed for want of a longer code may belong to any code below.
    for code in loose { join(Set(members.filter { code.covers($0) })) }
  }

  private mutating func join(_ codes: Set<SubjectCode>) {
    guard codes.count > 1 else { return }
    for level in [SubjectCode.Level.item, .section, .category] {
      let members = Set(codes.map { $0.ancestor(at: level) })
      guard let first = members.min() else { continue }
      for member in members { unite(first, member, at: level) }
    }
  }

  private mutating func unite(
    _ left: SubjectCode, _ right: SubjectCode, at level: SubjectCode.Level
  ) {
    let (first, second) = (head(of: left, at: level), head(of: right, at: level))
    heads[level, default: [:]][max(first, second)] = min(first, second)
  }

  private func head(of code: SubjectCode, at level: SubjectCode.Level) -> SubjectCode {
    var head = code
    while let next = heads[level]?[head], next != head { head = next }
    return head
  }

  /// The fingerprint of all families with more than one code.
  public var digest: ContentDigest {
    heads.reduce(into: ContentDigest()) { digest, heads in
      for code in heads.value.keys {
        digest.add(ContentDigest("\(heads.key) \(code) \(head(of: code, at: heads.key))"))
      }
    }
  }

  /// The name of a code's family: its smallest code, which is the code itself where it is alone.
  public func family(of code: SubjectCode) -> SubjectCode {
    head(of: code, at: code.level)
  }
}

extension SubjectCode {
  /// The code of a level above this one; the code itself where it stands no lower.
  public func ancestor(at level: Level) -> SubjectCode {
    var code = self
    while code.level.rawValue > level.rawValue, let parent = code.parent { code = parent }
    return code
  }
}
