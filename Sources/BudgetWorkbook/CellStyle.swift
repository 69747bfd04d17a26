internal import CXlsxWriter

/// How a cell looks.
struct CellStyle: Hashable {
  /// Which part of a sheet the cell stands in.
  enum Part: Hashable {
    case title
    case subject
    case unit
    case note
    case columnTitle
    case body(SheetColumn.Kind, SheetRow.Weight)
  }

  let part: Part
  var indent: UInt8 = 0
  /// How many decimals a plain number shows.
  var decimals: UInt8 = 0
  var tone: SheetCell.Tone?
  /// A link to another sheet.
  var isLink = false
  /// A footnote belongs to the number.
  var isMarked = false
}

/// The colours and fonts of all sheets, few and quiet.
extension CellStyle {
  private static let bodyFont = "宋体"
  private static let titleFont = "黑体"
  private static let ink: lxw_color_t = 0x1F2A37
  private static let faintInk: lxw_color_t = 0x6B7280
  private static let linkInk: lxw_color_t = 0x1F4E79
  private static let rule: lxw_color_t = 0xBFC6CF
  private static let headFill: lxw_color_t = 0xDDE6F0
  private static let answerFill: lxw_color_t = 0xFFFCEB
  private static let totalFill: lxw_color_t = 0xF1F4F8

  /// Room of a blank behind a number, so that it does not touch the words beside it.
  private static let margin = "_ "
  /// The mark of a footnote in its place.
  private static let mark = "\"†\""

  /// Sets all properties of a new format.
  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_font_name(format, part == .title ? Self.titleFont : Self.bodyFont)
    format_set_font_size(format, size)
    format_set_font_color(format, ink)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch part {
    case .title: format_set_bold(format)
    case .subject: break
    case .unit: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .note: break
    case .columnTitle: applyColumnTitle(to: format)
    case .body(let kind, let weight): applyBody(kind, weight, to: format)
    }
  }

  private var size: Double {
    switch part {
    case .title: 16
    case .note: 9
    case .subject, .unit, .columnTitle, .body: 10
    }
  }

  private var ink: lxw_color_t {
    if isLink { return Self.linkInk }
    return switch (part, tone) {
    case (_, .bad): 0x9C1C1C
    case (_, .doubtful): 0x7A5200
    case (_, .open): 0x3D4C7A
    case (_, .faint), (.note, _), (.body(_, .faint), _): Self.faintInk
    default: Self.ink
    }
  }

  private func applyColumnTitle(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_bold(format)
    format_set_text_wrap(format)
    format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    format_set_bg_color(format, Self.headFill)
    frame(format)
  }

  private func applyBody(
    _ kind: SheetColumn.Kind, _ weight: SheetRow.Weight, to format: UnsafeMutablePointer<lxw_format>
  ) {
    frame(format)
    if weight == .total || weight == .strong { format_set_bold(format) }
    if weight == .faint { format_set_italic(format) }
    if isLink { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let fill = fill(weight) { format_set_bg_color(format, fill) }
    switch kind {
    case .words: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .outline:
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_indent(format, indent)
    case .prose:
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_text_wrap(format)
    case .answer:
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_text_wrap(format)
      format_set_unlocked(format)
    case .amount, .percent:
      format_set_num_format(format, "#,##0.00" + (isMarked ? Self.mark : Self.margin))
    case .plain:
      let zeros = String(repeating: "0", count: Int(decimals))
      format_set_num_format(
        format, (decimals == 0 ? "#,##0" : "#,##0." + zeros) + Self.margin)
    case .whole: format_set_num_format(format, "0" + Self.margin)
    }
    switch kind {
    case .words, .outline, .prose, .answer: break
    case .amount, .percent, .plain, .whole:
      format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
  }

  private func fill(_ weight: SheetRow.Weight) -> lxw_color_t? {
    if case .body(.answer, _) = part { return Self.answerFill }
    return switch tone {
    case .bad: 0xFBE3E1
    case .doubtful: 0xFFF3D6
    case .open: 0xE8ECF7
    case .faint, nil: weight == .total ? Self.totalFill : nil
    }
  }

  private func frame(_ format: UnsafeMutablePointer<lxw_format>) {
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_border_color(format, Self.rule)
  }
}
