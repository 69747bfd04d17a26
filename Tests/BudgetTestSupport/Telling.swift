import Foundation

/// Tells whoever reads a test's log a measured figure, or why a part of a test was not run.
public func tell(_ text: String) {
  FileHandle.standardOutput.write(Data("\(text)\n".utf8))
}
