/// What several steps are made of, and what must hold after each.
extension ProtocolModel {
  func taken(by actor: Int, _ state: State) -> State {
    guard state[State.holder] == 0 else { return state.at(Step.over, actor) }
    return state.at(Step.locked, actor).changed { $0[State.holder] = actor }
  }

  /// Whoever looks active is dead, or must not publish any more.
  func sweep(_ state: inout State) throws(Violation) {
    guard !slips.contains(.sweepsNothing) else { return }
    var found = false
    for run in 1...2 where state.isActive(run) {
      state[State.row[run]] = State.Row.abandoned
      found = true
    }
    if found { state[State.token] += 1 }
    drop(&state)
  }

  /// Drops the volumes that nobody has recorded, unless somebody reads them.
  func drop(_ state: inout State) {
    for volume in 0...2 where state[State.volume[volume]] > 0 {
      guard state[State.recorded] >> volume & 1 == 0, !state.isPlannedIn(volume) else { continue }
      state[State.volume[volume]] = 0
      state[State.attached] &= ~(1 << volume) & 7
    }
  }

  /// The recorded volumes that are attached and not shown, a bit each.
  func superseded(_ state: State) -> Int {
    let isOlderSeen =
      state[State.reader] >= State.Reader.waits && state[State.seen] != state[State.pointer]
    guard !isOlderSeen else { return 0 }
    return state[State.attached] & state[State.recorded] & ~(1 << state[State.pointer])
  }

  /// Detaches volumes, except those that somebody has opened.
  func detach(_ volumes: Int, _ state: inout State) {
    for volume in 0...2 where volumes >> volume & 1 == 1 && !state.isPlannedIn(volume) {
      state[State.attached] &= ~(1 << volume) & 7
    }
  }

  /// Whether nobody has taken a newer token.
  func mayGoOn(_ actor: Int, _ state: State) -> Bool {
    slips.contains(.checksNoToken) || state[State.token] == state[State.own[actor]]
  }

  /// Whether no statement that begins lacks a volume that has just been attached.
  func isAwaited(_ volume: Int, _ state: State) -> Bool {
    slips.contains(.awaitsNoPlan) || state[State.reader] != State.Reader.planned
      || state[State.plan] >> volume & 1 == 1
  }

  /// Moves the pointer to what an actor brings; the archive brings publication 0.
  func show(_ actor: Int, _ state: inout State) throws(Violation) {
    let publication = actor == 3 ? 0 : actor
    for run in 1...2 where state[State.row[run]] == State.Row.published {
      state[State.row[run]] = State.Row.superseded
    }
    if actor < 3, state[State.row[actor]] == State.Row.staged {
      state[State.row[actor]] = State.Row.published
    }
    state[State.recorded] |= 1 << publication
    if slips.contains(.movesPointerFirst), publication > 0 {
      state[State.attached] |= 1 << publication
    }
    state[State.pointer] = publication
    state[State.pointerToken] = state[State.own[actor]]
  }

  /// The reader's next steps; what it finds must be one publication, whole.
  func reader(_ state: State) throws(Violation) -> [State] {
    switch state[State.reader] {
    case State.Reader.idle:
      return [
        state.changed {
          $0[State.reader] = State.Reader.planned
          $0[State.plan] = state[State.attached]
        },
        state.changed {
          $0[State.reader] = State.Reader.waits
          $0[State.seen] = state[State.pointer]
        },
      ]
    case State.Reader.planned:
      return [try reads(state.changed { $0[State.seen] = state[State.pointer] })]
    case State.Reader.waits:
      return [try reads(state.changed { $0[State.plan] = state[State.attached] })]
    default:
      return [
        state.changed {
          $0[State.reader] = State.Reader.idle
          $0[State.plan] = 0
          $0[State.seen] = 0
        }
      ]
    }
  }

  private func reads(_ state: State) throws(Violation) -> State {
    let seen = state[State.seen]
    guard state[State.plan] >> seen & 1 == 1, state[State.volume[seen]] == 2 else {
      throw Violation(text: "I1: a reader of publication \(seen) finds nothing: \(state)")
    }
    return state.changed { $0[State.reader] = State.Reader.reads }
  }

  /// - Throws: `Violation` where an invariant does not hold after a step.
  func expectInvariants(from before: State, to state: State) throws(Violation) {
    let shown = state[State.pointer]
    guard state[State.volume[shown]] == 2, state[State.attached] >> shown & 1 == 1,
      state[State.recorded] >> shown & 1 == 1
    else { throw Violation(text: "I1: publication \(shown) is shown and not whole: \(state)") }
    for run in 1...2 {
      let (old, new) = (before[State.row[run]], state[State.row[run]])
      guard old == new || Self.legalMoves.contains(old << 3 | new) else {
        throw Violation(text: "I3: run \(run) moves from \(old) to \(new): \(state)")
      }
      guard (new == State.Row.published) == (shown == run) else {
        throw Violation(text: "I3: run \(run) is \(new), publication \(shown) shown: \(state)")
      }
      try expectSwept(run, before, state)
    }
    guard !(state.isActive(1) && state.isActive(2)) else {
      throw Violation(text: "I3: both runs are active: \(state)")
    }
    guard
      state[State.pointerToken] > before[State.pointerToken]
        || state[State.pointerToken] == before[State.pointerToken] && shown == before[State.pointer]
    else { throw Violation(text: "I4: the pointer has moved by an older token: \(state)") }
  }

  /// Whoever has swept finds nothing that another run left, unless it is being read.
  private func expectSwept(_ run: Int, _ before: State, _ state: State) throws(Violation) {
    let holder = state[State.holder]
    guard holder > 0, before[State.step[holder]] == Step.locked,
      state[State.step[holder]] == Step.swept
    else { return }
    let isLeft =
      state[State.volume[run]] > 0 && state[State.recorded] >> run & 1 == 0
      && !state.isPlannedIn(run)
    guard !state.isActive(run), !isLeft else {
      throw Violation(text: "I6: what run \(run) left is there after a sweep: \(state)")
    }
  }

  private static let legalMoves: Set<Int> = Set(
    [(0, 1), (1, 2), (1, 5), (1, 6), (2, 3), (2, 5), (2, 6), (3, 4)].map { $0 << 3 | $1 })
}

extension ProtocolState {
  func changed(_ change: (inout ProtocolState) -> Void) -> ProtocolState {
    var copy = self
    change(&copy)
    return copy
  }

  func at(_ step: Int, _ actor: Int) -> ProtocolState {
    changed { $0[Self.step[actor]] = step }
  }

  func isActive(_ run: Int) -> Bool {
    self[Self.row[run]] == Row.running || self[Self.row[run]] == Row.staged
  }

  /// Whether the reader has opened a volume's tables.
  func isPlannedIn(_ volume: Int) -> Bool {
    (self[Self.reader] == Reader.planned || self[Self.reader] == Reader.reads)
      && self[Self.plan] >> volume & 1 == 1
  }
}

extension ProtocolState: CustomStringConvertible {
  var description: String {
    let steps = (1...3).map { self[Self.step[$0]] }
    let rows = (1...2).map { self[Self.row[$0]] }
    let volumes = (0...2).map { self[Self.volume[$0]] }
    return "steps \(steps) rows \(rows) volumes \(volumes) attached \(self[Self.attached]) "
      + "recorded \(self[Self.recorded]) holder \(self[Self.holder]) token \(self[Self.token]) "
      + "pointer \(self[Self.pointer]) reader \(self[Self.reader])"
  }
}
