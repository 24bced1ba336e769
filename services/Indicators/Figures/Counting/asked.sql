-- What is asked: every rule of the dictionary, by its place in it, in every period that it is made for.
period as (
    select * from unnest(@types, @firsts, @lasts) with ordinality as p (type, first, last, period)
),
rule as (
    select * from jsonb_to_recordset(@rules::jsonb) as r (
        rule int, indicator text, part text,
        counts text, fact text, categories text[], qualifier text, span text,
        is_counted bool, breakdown bool, has_denominator bool, quarterly bool
    )
),
asked as (
    select p.*, case p.type when 'Month' then 1 when 'Quarter' then 3 else 12 end as months, r.*
    from period p
         cross join rule r
    where p.type <> 'Month' or not r.quarterly
),
-- Who is counted: a member who agrees to statistics and of whom membership has told.
person as (
    select member_id, age_band, case gender when 'Unspecified' then 'NotSaid' else gender end as gender
    from known_member
    where statistics and age_band <> 'Unspecified'
)
