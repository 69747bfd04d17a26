/// Money on its way from code to code, year by year.
struct CrosswalkWalk {
  /// What happens to the money of a code in one year.
  enum Step {
    /// Where one part goes; nil for what is retired.
    struct Target {
      let code: SubjectCode?
      let share: ExactShare
      let isLoose: Bool
    }

    /// Nothing.
    case stay
    /// It is divided.
    case divide([Target])
    /// It goes somewhere among these.
    case doubt(Set<SubjectCode>)
  }

  /// One part of the money; two parts of one code are one wherever their sum fits.
  private struct Piece {
    let code: SubjectCode
    var share: ExactShare
    var isLoose = false
  }

  private var moving: [Piece]
  private var stuck: [Piece] = []
  private var reach: [SubjectCode: Set<SubjectCode>] = [:]
  private var isTooLong = false

  init(_ code: SubjectCode) {
    moving = [Piece(code: code, share: .whole)]
  }

  /// Takes all money that still moves through one year.
  mutating func step(_ step: (SubjectCode) -> Step) {
    let before = moving
    moving = []
    for piece in before {
      switch step(piece.code) {
      case .stay: Self.add(piece, to: &moving)
      case .doubt(let reach): stay(piece.share, on: piece.code, reach)
      case .divide(let targets): divide(piece, among: targets)
      }
    }
  }

  private mutating func divide(_ piece: Piece, among targets: [Step.Target]) {
    let parts = targets.map { piece.share.part($0.share) }
    guard parts.allSatisfy({ $0 != nil }) else {
      isTooLong = true
      return stay(piece.share, on: piece.code, Set(targets.compactMap(\.code)))
    }
    for (target, part) in zip(targets, parts) {
      guard let part else { continue }
      if let code = target.code {
        let isLoose = target.isLoose || piece.isLoose
        Self.add(Piece(code: code, share: part, isLoose: isLoose), to: &moving)
      } else {
        stay(part, on: piece.code, [])
      }
    }
  }

  /// Ends the walk: what stands on a code that the newest list does not have goes no further.
  mutating func leave(_ isListed: (SubjectCode) -> Bool) {
    let last = moving
    moving = last.filter { isListed($0.code) }
    for piece in last where !isListed(piece.code) { stay(piece.share, on: piece.code, []) }
  }

  private mutating func stay(
    _ share: ExactShare, on code: SubjectCode, _ others: Set<SubjectCode>
  ) {
    Self.add(Piece(code: code, share: share), to: &stuck)
    reach[code, default: [code]].formUnion(others)
  }

  private static func add(_ piece: Piece, to pieces: inout [Piece]) {
    if let place = pieces.firstIndex(where: { $0.code == piece.code }),
      let sum = pieces[place].share.adding(piece.share)
    {
      pieces[place].share = sum
      pieces[place].isLoose = pieces[place].isLoose || piece.isLoose
    } else {
      pieces.append(piece)
    }
  }

  /// What has become of the money.
  var landing: Landing {
    var pieces = moving
    for piece in stuck { Self.add(piece, to: &pieces) }
    return Landing(
      parts: pieces.sorted { ($0.code, $0.share) < ($1.code, $1.share) }
        .map { Landing.Part(code: $0.code, share: $0.share) },
      loose: Set(moving.lazy.filter(\.isLoose).map(\.code)),
      doubts: reach.sorted { $0.key < $1.key }.map { Landing.Doubt(code: $0.key, reach: $0.value) },
      isTooLong: isTooLong)
  }
}
