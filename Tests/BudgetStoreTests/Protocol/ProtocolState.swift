/// All that the publishing protocol knows at one moment, in 64 bits: two runs, one who goes back or
/// collects, a reader, and what stands in the database.
///
/// Publication and volume 0 stand at the beginning; run 1 makes publication and volume 1, run 2
/// those with the number 2. Actor 3 is the archive.
struct ProtocolState: Hashable {
  private(set) var bits: UInt64

  /// A number in some of the bits.
  struct Field {
    let shift: UInt64
    let mask: UInt64

    init(_ shift: UInt64, _ width: UInt64) {
      self.shift = shift
      mask = (1 << width) - 1
    }
  }

  subscript(field: Field) -> Int {
    get { Int(truncatingIfNeeded: (bits >> field.shift) & field.mask) }
    set {
      let value = UInt64(truncatingIfNeeded: newValue)
      precondition(value <= field.mask, "the state is too small for \(newValue)")
      bits = bits & ~(field.mask << field.shift) | value << field.shift
    }
  }

  /// The newest fence token.
  static let token = Field(0, 4)
  /// The publication that readers are sent to.
  static let pointer = Field(4, 2)
  /// The token that moved the pointer last.
  static let pointerToken = Field(6, 4)
  /// Who holds the run lock; 0 is nobody.
  static let holder = Field(10, 2)

  /// Where an actor stands; see `Step`.
  static let step = [Field(12, 4), Field(12, 4), Field(16, 4), Field(20, 4)]
  /// The token that an actor has taken.
  static let own = [Field(24, 4), Field(24, 4), Field(28, 4), Field(32, 4)]
  /// The row of a run; see `Row`.
  static let row = [Field(36, 3), Field(36, 3), Field(39, 3)]

  /// 0 is not there, 1 being written, 2 complete.
  static let volume = [Field(42, 2), Field(44, 2), Field(46, 2)]
  /// Which volumes are attached, a bit each; which are recorded with their publication.
  static let attached = Field(48, 3)
  static let recorded = Field(51, 3)

  /// What the reader is at; see `Reader`. Which volumes its plan has, and which publication its
  /// snapshot shows.
  static let reader = Field(54, 2)
  static let plan = Field(56, 3)
  static let seen = Field(59, 2)
  /// Whether the archive collects instead of going back.
  static let collects = Field(61, 1)

  enum Row {
    static let none = 0
    static let running = 1
    static let staged = 2
    static let published = 3
    static let superseded = 4
    static let ended = 5
    static let abandoned = 6
  }

  enum Reader {
    static let idle = 0
    /// Has a plan and no snapshot yet, as a statement that begins.
    static let planned = 1
    /// Has a snapshot and no plan yet, as a transaction that has read something else.
    static let waits = 2
    static let reads = 3
  }

  /// One publication that is shown, made by nobody that matters any more.
  static let initial: ProtocolState = {
    var state = ProtocolState(bits: 0)
    state[volume[0]] = 2
    state[attached] = 1
    state[recorded] = 1
    return state
  }()
}
