#if Console
import BudgetPage
import HTTPTypes
import Hummingbird
import NIOCore

/// A response before its guards are put on.
struct Answer {
  var response: Response
  /// Whether the page has the script that shows a run's progress.
  var hasScript = false

  init(_ response: Response) { self.response = response }

  /// A page.
  init(_ html: String, _ status: HTTPResponse.Status = .ok) {
    response = Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }

  /// Leads on, after something was done; going back does it no second time.
  init(leadingTo link: Link) {
    response = Response(status: .seeOther, headers: [.location: link.text])
  }
}

/// What is the same for everybody.
enum StaticFile: String {
  case style = "style.css"
  case script = "live.js"
  /// Browsers ask for it unasked; there is none.
  case icon = "favicon.ico"

  init?(_ steps: [String]) {
    guard steps.count == 1 else { return nil }
    self.init(rawValue: steps[0])
  }

  var answer: Answer {
    let (type, text) =
      switch self {
      case .icon: ("image/x-icon", "")
      case .style:
        (
          "text/css; charset=utf-8",
          StyleSheet().text + String(decoding: PackageResources.console_css, as: UTF8.self)
        )
      case .script:
        (
          "text/javascript; charset=utf-8",
          String(decoding: PackageResources.live_js, as: UTF8.self)
        )
      }
    return Answer(
      Response(
        status: self == .icon ? .noContent : .ok, headers: [.contentType: type],
        body: ResponseBody(byteBuffer: ByteBuffer(string: text))))
  }
}

extension ConsoleResponder {
  /// The guards of every answer: nothing is loaded from elsewhere, framed, kept or guessed.
  func guardHeaders(of response: inout Response, _ answer: Answer) {
    let script = answer.hasScript ? " script-src 'self'; connect-src 'self';" : ""
    let guards: [(String, String)] = [
      (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self';\(script) form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'"
      ),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
    for (name, value) in guards {
      guard let field = HTTPField.Name(name) else { continue }
      response.headers[field] = value
    }
  }
}
#endif
