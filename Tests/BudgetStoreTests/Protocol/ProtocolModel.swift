/// The publishing protocol, step by step: each is one transaction or statement, and between any two
/// of them a process may die, its lock may be lost, and everybody else may take steps of their own.
struct ProtocolModel {
  typealias State = ProtocolState

  /// What is left out, to see that the model notices.
  struct Slips: OptionSet {
    let rawValue: Int
    static let checksNoToken = Slips(rawValue: 1)
    static let sweepsNothing = Slips(rawValue: 2)
    static let awaitsNoPlan = Slips(rawValue: 4)
    /// Tables are detached over another connection than the one that holds the lock.
    static let detachesUnlocked = Slips(rawValue: 8)
    /// Going back and collecting go on over other connections than the one that holds the lock.
    static let archivesUnlocked = Slips(rawValue: 16)
    static let movesPointerFirst = Slips(rawValue: 32)
  }

  let slips: Slips
  let hasArchive: Bool
  let hasReader: Bool

  /// Where an actor stands: what it has done last.
  enum Step {
    static let outside = 0
    static let locked = 1
    static let swept = 2
    static let detached = 3
    static let begun = 4
    static let created = 5
    static let written = 6
    static let staged = 7
    static let attached = 8
    static let awaited = 9
    static let shown = 10
    static let listed = 11
    static let fails = 12
    static let over = 13
    static let dead = 14
  }

  /// An invariant that does not hold, by its number in the specification.
  struct Violation: Error {
    let text: String
  }

  /// What may come next.
  func successors(of state: State) throws(Violation) -> [State] {
    var next: [State] = []
    for actor in hasArchive ? 1...3 : 1...2 {
      let step = state[State.step[actor]]
      let isHolder = state[State.holder] == actor
      if step == Step.dead {
        if isHolder { next.append(state.changed { $0[State.holder] = 0 }) }
        continue
      }
      guard step != Step.over else { continue }
      try next += actor == 3 ? archive(state, step) : run(actor, state, step)
      guard step != Step.outside else { continue }
      next.append(state.changed { $0[State.step[actor]] = Step.dead })
      if isHolder { next.append(state.changed { $0[State.holder] = 0 }) }
    }
    if hasReader { next += try reader(state) }
    for after in next { try expectInvariants(from: state, to: after) }
    return next
  }

  /// The step of a run that is not a crash; none where it waits.
  private func run(_ actor: Int, _ state: State, _ step: Int) throws(Violation) -> [State] {
    let isHolder = state[State.holder] == actor
    var after = state
    after[State.step[actor]] = step + 1
    switch step {
    case Step.outside: return [taken(by: actor, state)]
    case Step.locked, Step.swept, Step.detached:
      // The connection that holds the lock does these; without it the run cannot go on.
      guard isHolder else { return [state.at(Step.over, actor)] }
      if step == Step.locked { try sweep(&after) }
      if step == Step.swept { detach(superseded(after), &after) }
      if step == Step.detached {
        guard ![1, 2].contains(where: { state.isActive($0) }) else {
          return [state.at(Step.fails, actor)]
        }
        after[State.token] += 1
        after[State.own[actor]] = after[State.token]
        after[State.row[actor]] = State.Row.running
      }
    case Step.begun: after[State.volume[actor]] = 1
    case Step.created where state[State.volume[actor]] > 0: after[State.volume[actor]] = 2
    case Step.created: return [state.at(Step.fails, actor)]
    case Step.written where state[State.row[actor]] == State.Row.running:
      after[State.row[actor]] = State.Row.staged
    case Step.written: break
    case Step.staged:
      if slips.contains(.movesPointerFirst) { break }
      guard mayGoOn(actor, state), state[State.volume[actor]] > 0 else {
        return [state.at(Step.fails, actor)]
      }
      after[State.attached] |= 1 << actor
    case Step.attached: return isAwaited(actor, state) ? [after] : []
    case Step.awaited:
      guard mayGoOn(actor, state) else { return [state.at(Step.fails, actor)] }
      try show(actor, &after)
    case Step.shown: after[State.own[actor]] = superseded(state)
    case Step.listed:
      if isHolder || slips.contains(.detachesUnlocked) { detach(state[State.own[actor]], &after) }
      after[State.step[actor]] = Step.over
      if isHolder { after[State.holder] = 0 }
    default:
      // It failed, and ends its row if it still can.
      after[State.step[actor]] = Step.over
      guard isHolder else { break }
      if state.isActive(actor) { after[State.row[actor]] = State.Row.ended }
      drop(&after)
      after[State.holder] = 0
    }
    return [after]
  }

  /// Going back to publication 0, or collecting whatever is not shown.
  private func archive(_ state: State, _ step: Int) throws(Violation) -> [State] {
    let isHolder = state[State.holder] == 3
    let goesOn = isHolder || slips.contains(.archivesUnlocked) && step > Step.swept
    guard step == Step.outside || goesOn else { return [state.at(Step.over, 3)] }
    var after = state
    after[State.step[3]] = step + 1
    switch step {
    case Step.outside:
      let taken = taken(by: 3, state)
      return [taken, taken.changed { $0[State.collects] = 1 }]
    case Step.locked: try sweep(&after)
    case Step.swept: detach(superseded(after), &after)
    default:
      guard state[State.collects] == 0 else { return collect(state, step) }
      return try goBack(state, step)
    }
    return [after]
  }

  private func goBack(_ state: State, _ step: Int) throws(Violation) -> [State] {
    var after = state
    after[State.step[3]] = step + 1
    switch step {
    case Step.detached:
      guard state[State.recorded] & 1 == 1 else { return [ended(state)] }
      after[State.token] += 1
      after[State.own[3]] = after[State.token]
      after[State.attached] |= 1
      after[State.step[3]] = Step.attached
    case Step.attached: return isAwaited(0, state) ? [after] : []
    case Step.awaited:
      // The foreign key of the pointer.
      guard mayGoOn(3, state), state[State.recorded] & 1 == 1 else { return [ended(state)] }
      try show(3, &after)
    case Step.shown: after[State.own[3]] = superseded(state)
    default:
      detach(state[State.own[3]], &after)
      return [ended(after)]
    }
    return [after]
  }

  private func collect(_ state: State, _ step: Int) -> [State] {
    var after = state
    guard step == Step.detached else {
      drop(&after)
      return [ended(after)]
    }
    after[State.step[3]] = Step.begun
    for volume in 0...2 where state[State.pointer] != volume {
      if state[State.attached] >> volume & 1 == 0 { after[State.recorded] &= ~(1 << volume) & 7 }
    }
    return [after]
  }

  private func ended(_ state: State) -> State {
    var after = state.at(Step.over, 3)
    if state[State.holder] == 3 { after[State.holder] = 0 }
    return after
  }
}
