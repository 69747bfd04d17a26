import Foundation
import Synchronization

/// The last line of a terminal, redrawn in place while something goes on.
///
/// The cursor is never hidden, and rests at the beginning of the line: whatever comes between, the
/// echo of a Ctrl-C, a log line or the end of the process by `kill -9`, leaves a terminal in order.
final class StatusLine: Sendable {
  private let isShown = Mutex(false)

  /// Shows a text, made for the width of the terminal, instead of the one before.
  ///
  /// - Parameter text: Gets the number of columns that the line may take, at the present width.
  func show(_ text: (_ width: Int) -> String) {
    isShown.withLock { isShown in
      // In the last column some terminals wrap before they are told what comes next.
      put(text((terminalWidth(STDERR_FILENO) ?? 80) - 1) + "\u{1B}[K\r")
      isShown = true
    }
  }

  /// Takes the line away, if there is one, so that something else can be written.
  func erase() {
    isShown.withLock { isShown in
      if isShown { put("\r\u{1B}[K") }
      isShown = false
    }
  }

  /// Writes whole lines in its place, in one write: nobody sees a half of it, and what a run draws
  /// at the same time comes before or after.
  func replace(with lines: String) {
    isShown.withLock { isShown in
      put((isShown ? "\r\u{1B}[K" : "") + lines)
      isShown = false
    }
  }

  private func put(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

/// The width of a terminal now, in columns; whoever changes it sees it at the next drawing.
///
/// - Returns: nil where nobody tells it.
func terminalWidth(_ file: Int32) -> Int? {
  var size = winsize()
  let isKnown = ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
  return isKnown ? Int(size.ws_col) : nil
}
