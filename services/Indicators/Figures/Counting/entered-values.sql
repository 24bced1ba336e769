-- What was entered by hand, as it stands.
given as (
    select r.rule, s.period_type, s.first_day,
           case s.period_type when 'Month' then 1 when 'Quarter' then 3 else 12 end as months,
           s.age_band, s.gender, s.value, s.denominator
    from standing_value s
         join rule r on r.indicator = s.indicator and r.part = s.part
    where s.first_day between @earliest and @latest
),
-- The same with the margins and the whole that follow from its cells. A whole that was entered itself holds.
entered_cell as (
    select distinct on (rule, period_type, first_day, age_band, gender) *
    from (
        select *, false as is_sum from given
        union all
        select rule, period_type, first_day, months, coalesce(age_band, 'Unspecified'), coalesce(gender, 'Unspecified'),
               sum(value), sum(denominator), true
        from given
        where age_band <> 'Unspecified'
        group by rule, period_type, first_day, months, grouping sets ((), (age_band), (gender))
    ) as e
    order by rule, period_type, first_day, age_band, gender, is_sum
),
entered_whole as (
    select * from entered_cell where age_band = 'Unspecified' and gender = 'Unspecified'
),
-- Months whose counts an entered value replaces.
entered_month as (
    select rule, first_day from entered_whole where period_type = 'Month'
),
-- The entered values that go into each figure. One without cells that is not 0 leaves the figure without any: nobody knows them.
taken as (
    select a.period, a.rule, w.period_type, w.first_day,
           w.value + coalesce(w.denominator, 0) > 0
           and not exists (
               select from entered_cell c
               where (c.rule, c.period_type, c.first_day) = (w.rule, w.period_type, w.first_day) and c.age_band <> 'Unspecified'
           ) as hides_cells
    from asked a
         join entered_whole w on w.rule = a.rule
    where case a.span
        when 'sum' then w.period_type = 'Month' and w.first_day between a.first and a.last
        when 'last' then w.period_type = 'Month' and w.first_day = case
            when a.is_counted then date_trunc('month', a.last)::date
            else (select max(m.first_day) from entered_month m where m.rule = a.rule and m.first_day between a.first and a.last)
        end
        else w.period_type = a.type and w.first_day = a.first
    end
)
