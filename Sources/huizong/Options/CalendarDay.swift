import Foundation

/// Whether a text is a day of the calendar, such as 2026-03-31.
func isCalendarDay(_ text: String) -> Bool {
  guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
    let year = Int(match.1), year > 0
  else { return false }
  let day = DateComponents(
    calendar: Calendar(identifier: .gregorian), year: year, month: Int(match.2),
    day: Int(match.3))
  return day.isValidDate
}
