/// A duration for people: `0.04 s`, `12.3 s`, `2 min 05 s`.
public func elapsedText(_ duration: Duration) -> String {
  let hundredths =
    duration.components.seconds * 100 + duration.components.attoseconds / 10_000_000_000_000_000
  if hundredths < 10_00 { return decimal(hundredths, places: 2) + " s" }
  if hundredths < 60_00 { return decimal(hundredths / 10, places: 1) + " s" }
  let seconds = hundredths / 100
  return "\(seconds / 60) min " + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60) s"
}

/// Seconds with three decimals, for programs.
public func secondsText(_ duration: Duration) -> String {
  decimal(
    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000,
    places: 3)
}

private func decimal(_ unscaled: Int64, places: Int) -> String {
  ExactDecimal(String(unscaled)).map {
    $0.movingPoint(left: places).text(groupingThousands: false)
  } ?? ""
}
