/// What Package.swift says about the targets: which there are, and what each depends on.
struct Manifest {
  /// The names each target depends on, targets and products alike.
  private(set) var dependencies: [String: Set<String>] = [:]
  /// The same between targets, as the arrows in the comment at the top draw it.
  let drawn: [String: Set<String>]

  /// Reads the calls that make targets; a product stands for itself by its name.
  init(_ text: String) {
    drawn = Self.arrows(in: text)
    let lines = text.split(separator: "\n").filter {
      !$0.drop(while: \.isWhitespace).hasPrefix("//")
    }
    let code = lines.joined(separator: "\n")
    let products = code.matches(of: /let (\w+) = Target\.Dependency\.product\(\s*name: "(\w+)"/)
      .reduce(into: [String: String]()) { $0[String($1.1)] = String($1.2) }
    let target = /(?:library|tests|[tT]arget|systemLibrary|plugin)\(\s*(?:name:\s*)?"(\w+)"/
    let heads = code.matches(of: target)
    for (index, head) in heads.enumerated() {
      let end = index + 1 < heads.count ? heads[index + 1].range.lowerBound : code.endIndex
      let body = code[head.range.upperBound..<end]
      dependencies[String(head.1)] = Self.names(in: body, products: products)
    }
  }

  /// The names in the list after `uses:`, `use:` or `dependencies:`.
  private static func names(in body: Substring, products: [String: String]) -> Set<String> {
    guard let list = body.firstMatch(of: /(?:uses|use|dependencies):\s*\[([^\]]*)\]/)?.1 else {
      return []
    }
    let plain = list.replacing(/,\s*package:\s*"[^"]*"/, with: "")
    let quoted = plain.matches(of: /"(\w+)"/).map { String($0.1) }
    let named = plain.replacing(/\.product|"\w*"|name:/, with: "").matches(of: /\w+/)
      .compactMap { products[String($0.0)] }
    return Set(quoted + named)
  }

  /// The chains `A ─► B ─► C` of the comment; a branch hangs below the name above its corner.
  private static func arrows(in text: String) -> [String: Set<String>] {
    var arrows: [String: Set<String>] = [:]
    var above: [[Character]] = []
    let comment = text.split(separator: "\n").filter { $0.hasPrefix("//   ") }
    for line in comment.map({ Array($0.dropFirst(2)) }) {
      var parent = parentAbove(line, in: above)
      for name in names(in: line) {
        if let parent { arrows[parent, default: []].insert(name) }
        parent = name
      }
      above.append(line)
    }
    return arrows
  }

  private static func names(in line: [Character]) -> [String] {
    line.split { !isOfName($0) }.map { String($0) }
  }

  /// The name above the first corner of a branch, in the nearest line that has one in its column.
  private static func parentAbove(_ line: [Character], in above: [[Character]]) -> String? {
    let arrow = line.firstIndex(of: "►") ?? line.count
    guard let corner = line[..<arrow].firstIndex(where: { "├└".contains($0) }),
      let source = above.last(where: { corner < $0.count && isOfName($0[corner]) })
    else { return nil }
    let start = source[..<corner].lastIndex { !isOfName($0) }.map { $0 + 1 } ?? 0
    return String(source[start...].prefix(while: isOfName))
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }
}

/// All that can be reached from each key over the arrows.
func closure(of arrows: [String: Set<String>]) -> [String: Set<String>] {
  var reached = arrows
  var grew = true
  while grew {
    grew = false
    for (from, to) in reached {
      let further = to.reduce(to) { $0.union(reached[$1] ?? []) }
      if further.count > to.count {
        reached[from] = further
        grew = true
      }
    }
  }
  return reached.filter { !$0.value.isEmpty }
}
