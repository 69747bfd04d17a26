/// Where the money of one unit stands in the newest year.
public struct UnitLanding: Hashable, Sendable {
  /// A part of the money.
  public struct Part: Hashable, Sendable {
    /// The unit of the newest year, or the last one that could be reached.
    public let unit: String
    /// How much of the money stands there.
    public let share: ExactShare
    /// How it came there first; nil for what has stayed.
    public let kind: UnitSuccession.Kind?
  }

  /// Money that stays where it was because nobody knows where it belongs.
  public struct Doubt: Hashable, Sendable {
    /// Where it stays.
    public let unit: String
    /// Where it may belong; `unit` is among them.
    public let reach: Set<String>
  }

  /// The parts, by the units' codes; their shares make up the whole.
  public let parts: [Part]
  /// What could not be followed to the end.
  public let doubts: [Doubt]
  /// Whether shares of several years multiplied did not fit, so that money stays on the way.
  public let isTooLong: Bool

  /// Whether all money stays with `unit`.
  public func stays(with unit: String) -> Bool {
    parts.count == 1 && parts[0].unit == unit && doubts.isEmpty
  }

  /// Every unit with which money stands or may belong.
  public var units: Set<String> {
    doubts.reduce(into: Set(parts.map(\.unit))) { $0.formUnion($1.reach) }
  }
}

/// Money on its way from unit to unit, year by year.
struct SuccessionWalk {
  typealias Target = (unit: String, share: ExactShare, kind: UnitSuccession.Kind?)

  /// What happens to the money of a unit in one year.
  enum Step {
    case stay
    case divide([Target])
    case doubt(Set<String>)
  }

  private var moving: [Target]
  private var stuck: [Target] = []
  private var reach: [String: Set<String>] = [:]
  private var isTooLong = false

  init(_ unit: String) {
    moving = [(unit, .whole, nil)]
  }

  /// Takes all money that still moves through one year.
  mutating func step(_ step: (String) -> Step) {
    let before = moving
    moving = []
    for piece in before {
      switch step(piece.unit) {
      case .stay: Self.add(piece, to: &moving)
      case .doubt(let reach): stay(piece, reach)
      case .divide(let targets):
        let parts = targets.map { piece.share.part($0.share) }
        guard parts.allSatisfy({ $0 != nil }) else {
          isTooLong = true
          stay(piece, Set(targets.map(\.unit)))
          continue
        }
        for (target, part) in zip(targets, parts) {
          guard let part else { continue }
          Self.add((target.unit, part, piece.kind ?? target.kind), to: &moving)
        }
      }
    }
  }

  private mutating func stay(_ piece: Target, _ others: Set<String>) {
    Self.add(piece, to: &stuck)
    reach[piece.unit, default: [piece.unit]].formUnion(others)
  }

  private static func add(_ piece: Target, to pieces: inout [Target]) {
    if let place = pieces.firstIndex(where: { $0.unit == piece.unit }),
      let sum = pieces[place].share.adding(piece.share)
    {
      pieces[place].share = sum
      pieces[place].kind = pieces[place].kind ?? piece.kind
    } else {
      pieces.append(piece)
    }
  }

  /// What has become of the money.
  var landing: UnitLanding {
    var pieces = moving
    for piece in stuck { Self.add(piece, to: &pieces) }
    let parts = pieces.sorted {
      $0.unit == $1.unit
        ? $0.share < $1.share : $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8)
    }
    return UnitLanding(
      parts: parts.map { UnitLanding.Part(unit: $0.unit, share: $0.share, kind: $0.kind) },
      doubts: reach.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { UnitLanding.Doubt(unit: $0.key, reach: $0.value) },
      isTooLong: isTooLong)
  }
}
