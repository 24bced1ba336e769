-- Entered: the values that were entered by hand, with their cells.
-- They take the place of what is counted in their periods, and are all that there is of what no service records.
select t.period, t.rule, c.age_band, c.gender, true as entered, c.value, c.denominator
from taken t
     join entered_cell c on (c.rule, c.period_type, c.first_day) = (t.rule, t.period_type, t.first_day)
