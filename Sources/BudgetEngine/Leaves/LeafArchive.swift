/// Sees what earlier runs made of submissions.
public protocol LeafVisitor: Sendable {
  /// Takes in what was made of one submission.
  ///
  /// - Parameter record: As `KeptLeaves` gave it; borrowed for the call.
  mutating func visit(_ submissionID: Int64, _ record: UnsafeRawBufferPointer)
}

/// The leaf cache: what earlier runs made of submissions, each for itself.
public protocol LeafArchive: Sendable {
  /// Shows the record of every submission whose rows are certain to be what they were then.
  ///
  /// - Parameter makeVisitor: Makes the visitor of one worker.
  func read<Visitor: LeafVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws -> [Visitor]
}
