public import BudgetDomain

/// How a run learns what has changed since the last one.
public enum ChangeDetection: Hashable, Sendable {
  /// Whoever changes a submission leaves a mark of it.
  case marks
  /// Revision, status and time of submission tell, in views of the bureau's own.
  case heads
  /// Everything is read, because somebody asked for it, or because changes might leave no trace:
  /// the doubts, each as `table:reason`.
  case everything(doubts: [String])

  /// The stable word, as in `control.run`.
  public var name: String {
    switch self {
    case .marks: "marks"
    case .heads: "heads"
    case .everything: "everything"
    }
  }

  /// Why changes might leave no trace; empty where they cannot, or where nobody looked.
  public var doubts: [String] {
    if case .everything(let doubts) = self { return doubts }
    return []
  }

  /// Whether every change leaves a trace.
  public var isTrusted: Bool {
    switch self {
    case .marks, .heads: true
    case .everything: false
    }
  }
}

/// What tells an input from any other without reading its lines.
public struct InputFingerprint: Sendable {
  /// How changes of submissions are known.
  public let detection: ChangeDetection
  /// What the relations of the input are; another one after each change of them, back or forth.
  public let definition: String
  /// The fingerprint of the reference data, by their contents.
  public let reference: ContentDigest
  /// The fingerprint of all of it; worth nothing where the detection is not trusted.
  public let whole: ContentDigest

  /// Describes an input.
  public init(
    detection: ChangeDetection, definition: String, reference: ContentDigest, whole: ContentDigest
  ) {
    self.detection = detection
    self.definition = definition
    self.reference = reference
    self.whole = whole
  }
}

/// A version of every submission, as a snapshot saw them.
///
/// A version is another one whenever what was submitted may have changed; which is the newer one
/// it does not tell. The three lists are parallel, in the order of the ids.
public struct SubmissionVersions: Sendable {
  /// The submissions, ascending.
  public var ids: [Int64] = []
  /// Their fiscal years.
  public var years: [Int64] = []
  /// Their versions.
  public var versions: [Int64] = []

  /// No submissions.
  public init() {}

  /// Adds a submission; its id is higher than those before.
  public mutating func append(_ id: Int64, year: Int64, version: Int64) {
    ids.append(id)
    years.append(year)
    versions.append(version)
  }

  /// The version of a submission; nil where there is none of this number.
  ///
  /// - Complexity: O(log *n*).
  public subscript(id: Int64) -> Int64? {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? versions[low] : nil
  }
}

/// What a source knows of its input under the snapshot that a batch was read under.
public struct InputState: Sendable {
  /// What tells it from any other.
  public let fingerprint: InputFingerprint
  /// The version of every submission, also of years that were not read.
  public let submissions: SubmissionVersions

  /// Describes an input.
  public init(fingerprint: InputFingerprint, submissions: SubmissionVersions) {
    self.fingerprint = fingerprint
    self.submissions = submissions
  }
}
