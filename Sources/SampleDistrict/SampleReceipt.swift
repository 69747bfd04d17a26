import BudgetDomain

/// What was written, by file.
public struct SampleReceipt: Hashable, Sendable {
  /// One file and its rows, the header not counted.
  public struct File: Hashable, Sendable {
    /// The file's name, such as `line.csv`.
    public let name: String
    /// Data rows, without the header.
    public let rows: Int
  }

  /// Every file, in the order of writing.
  public let files: [File]

  /// The rows of the named file, 0 where it was not written.
  public func rows(of name: String) -> Int {
    files.first { $0.name == name }?.rows ?? 0
  }
}

/// A failure to write the sample.
public enum SampleError: Error, Hashable, Sendable {
  /// The operating system refused; `code` is its errno.
  case cannotWrite(path: String, code: Int32)
  /// The options ask for something that cannot be made; the text says what.
  case badOptions(String)
}
