/// The smallest set that has a member in common with each of some sets.
enum HittingSet {
  /// The first such set in lexicographic order of those with the fewest members; nil where it
  /// would have more than `most`, or looking for it takes too long.
  static func smallest(_ sets: [[Int]], most: Int) -> [Int]? {
    var tries = 0
    for size in 0...max(0, most) {
      var best: [Int]?
      extend([], sets, size, &best, &tries)
      if tries > mostTries { return nil }
      if let best { return best }
    }
    return nil
  }

  private static let mostTries = 20_000

  private static func extend(
    _ chosen: [Int], _ sets: [[Int]], _ left: Int, _ best: inout [Int]?, _ tries: inout Int
  ) {
    tries += 1
    guard tries <= mostTries else { return }
    guard let open = sets.first(where: { set in !set.contains(where: chosen.contains) }) else {
      let sorted = chosen.sorted()
      if best.map({ sorted.lexicographicallyPrecedes($0) }) ?? true { best = sorted }
      return
    }
    guard left > 0 else { return }
    for member in open { extend(chosen + [member], sets, left - 1, &best, &tries) }
  }
}
