/// What changed between two publications and why, worked out unit by unit from their cells.
struct ChangesByHand {
  /// By figure and cause, in fen.
  private(set) var parts: [PublishedFigures.Key: [String: Int64]] = [:]

  private let old: PublishedFigures
  private let new: PublishedFigures

  init(from old: PublishedFigures, to new: PublishedFigures) {
    self.old = old
    self.new = new
    for key in Set(old.amounts.keys).union(new.amounts.keys) { add(key) }
    parts = parts.mapValues { $0.filter { $0.value != 0 } }.filter { key, _ in
      (old.amounts[key]?.fen ?? 0) != (new.amounts[key]?.fen ?? 0)
    }
  }

  /// One line a figure and cause, as the function gives them.
  var lines: [String] {
    parts.flatMap { key, causes in
      causes.map { cause, fen in
        "\(key.year) \(key.unit) \(key.rest) \(cause) \(Self.text(old.amounts[key]?.fen)) "
          + "\(Self.text(new.amounts[key]?.fen)) \(Self.text(fen))"
      }
    }.sorted()
  }

  /// An amount as the function gives it; `-` where nobody states it.
  static func text(_ fen: Int64?) -> String {
    guard let fen else { return "-" }
    let digits = String(fen.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return (fen < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
  }

  private mutating func add(_ key: PublishedFigures.Key) {
    let before = old.amounts[key]
    let after = new.amounts[key]
    guard old.trees[key.year] != nil, new.trees[key.year] != nil else {
      let cause = old.trees[key.year] == nil ? "new_submission" : "withdrawn"
      parts[key, default: [:]][cause] = (after?.fen ?? 0) - (before?.fen ?? 0)
      return
    }
    let wasLeaf = old.trees[key.year]?[key.unit]?.isLeaf ?? false
    let isLeaf = new.trees[key.year]?[key.unit]?.isLeaf ?? false
    spread(
      key, wasLeaf ? before?.fen ?? 0 : 0, isLeaf ? after?.fen ?? 0 : 0,
      wasLeaf && isLeaf ? cause(of: key.unit, in: key.year) : "unit_tree")
    spread(key, -(before?.eliminated ?? 0), -(after?.eliminated ?? 0), "elimination")
  }

  /// Adds what stands at a unit to the sums that it is in.
  private mutating func spread(
    _ key: PublishedFigures.Key, _ before: Int64, _ after: Int64, _ cause: String
  ) {
    let above = Set(old.chain(of: key.unit, in: key.year))
    let now = Set(new.chain(of: key.unit, in: key.year))
    for unit in above.union(now) {
      let place = PublishedFigures.Key(year: key.year, unit: unit, rest: key.rest)
      let fen = (now.contains(unit) ? after : 0) - (above.contains(unit) ? before : 0)
      let isMoved = above.contains(unit) != now.contains(unit)
      parts[place, default: [:]][isMoved ? "unit_tree" : cause, default: 0] += fen
    }
  }

  private func cause(of unit: String, in year: Int) -> String {
    let had = old.submissions[year]?[unit] ?? [:]
    let has = new.submissions[year]?[unit] ?? [:]
    if had == has { return "rule" }
    if had.isEmpty { return "late_unit" }
    if has.isEmpty { return "withdrawn" }
    let (hadIDs, hasIDs) = (Set(had.keys), Set(has.keys))
    if hadIDs == hasIDs { return "revised_submission" }
    if hasIDs.isSuperset(of: hadIDs) { return "new_submission" }
    if hadIDs.isSuperset(of: hasIDs) { return "withdrawn" }
    return "revised_submission"
  }
}
