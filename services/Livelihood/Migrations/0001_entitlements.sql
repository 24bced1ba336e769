-- What each state owes its people and how to ask for it. Common knowledge, so no tenant's; the service may read it and no more.
-- statutory_days is 0 wherever we know of no law or charter that sets a time: the Bharatiya Nagarik Suraksha Sanhita 2023, s.396(5), gives
-- the legal services authority two months for victim compensation; the citizen charter of Gujarat's food and civil supplies department
-- gives 30 days for a new ration card.
create table entitlement (
    state_code     text not null check (state_code ~ '^IN-[A-Z]{2}$'),
    code           text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    name           text not null check (length(name) between 1 and 100),
    indicator      text not null check (indicator ~ '^L[1-7]$'),
    office         text not null check (length(office) between 1 and 300),
    papers         text[] not null,
    statutory_days int not null check (statutory_days between 0 and 365),
    appeal         text not null check (length(appeal) between 1 and 1000),
    primary key (state_code, code)
);
do $$ begin
    execute format('grant select on entitlement to %I', current_database() || '_service');
end $$;

-- The ladders, in words. RTI: Right to Information Act 2005, s.7 and s.19. CPGRAMS: the central grievance portal, 21 days by its guidelines of 2024.
-- Aadhaar without proof of residence: Supreme Court, Budhadev Karmaskar v. State of West Bengal, order of 19 May 2022. Voter roll:
-- Representation of the People Act 1950, s.24, and Registration of Electors Rules 1960, rule 27. Bank: Reserve Bank - Integrated Ombudsman
-- Scheme 2021. School: Right of Children to Free and Compulsory Education Act 2009, s.14, s.15 and s.32.
create temporary table ladder (kind text primary key, words text not null) on commit drop;
insert into ladder values
('rti', 'Ask by RTI what became of it: the office must reply within 30 days. First appeal within 30 days, decided in 30, at most 45. Second appeal to the Information Commission within 90 days.'),
('aadhaar', 'Complain to UIDAI on 1947, then on CPGRAMS (21 days). RTI: reply within 30 days; first appeal within 30 days, decided in 30, at most 45; second within 90. Nobody may be refused for want of proof of residence who brings the proforma certificate.'),
('voter', 'A refusal can be appealed to the district magistrate within 15 days, and from there to the chief electoral officer within 30 days. Helpline 1950. RTI: reply within 30 days; first appeal within 30 days, decided in 30, at most 45; second within 90.'),
('bank', 'Complain to the bank in writing. If it does not answer within 30 days, or the answer is no, complain to the Reserve Bank''s ombudsman at cms.rbi.org.in; this is free.'),
('school', 'Complain in writing to the local authority, which must decide within three months. From there appeal to the state commission for protection of child rights.'),
('compensation', 'The authority must complete its enquiry within two months; interim relief can be asked for at once. Appeal to the State Legal Services Authority. A lawyer of the legal services authority is free.');

-- The same in every state.
insert into entitlement
select state, code, name, indicator, office, papers, days, words
from unnest(array['IN-AP', 'IN-GJ', 'IN-WB']) state,
(values
    ('aadhaar', 'Aadhaar', 'L2', 'Aadhaar enrolment centre',
        array['Proof of identity and of residence, if she has them', 'Without proof of residence: the UIDAI proforma certificate, given by a gazetted officer of NACO or by the project director of the State AIDS Control Society', 'Herself, for the photo and the fingerprints'], 0, 'aadhaar'),
    ('bank-account', 'Bank account', 'L4', 'Any bank branch or banking correspondent; ask for a Jan Dhan or basic savings account, which needs no minimum balance',
        array['An identity paper such as Aadhaar, voter ID or job card', 'Without one: ask for a small account, opened on a photo and a signature or thumbprint', 'Two photos'], 0, 'bank'),
    ('voter-id', 'Voter ID', 'L6', 'Booth level officer or electoral registration officer, with Form 6; also voters.eci.gov.in',
        array['Proof of age', 'Proof of residence, or a visit by the booth level officer', 'A photo'], 0, 'voter'),
    ('school-admission', 'School admission of a child', 'L7', 'The neighbourhood school; the head of the school',
        array['Proof of the child''s age if there is one: no child may be refused for want of it, nor for coming late in the year'], 0, 'school'),
    ('victim-compensation', 'Victim compensation', 'L7', 'District Legal Services Authority, at the district court',
        array['The application', 'First information report or complaint, if there is one', 'Medical papers, if there are any', 'Bank account'], 60, 'compensation')
) as everywhere (code, name, indicator, office, papers, days, kind)
join ladder using (kind);

-- Each state's own offices and schemes.
insert into entitlement
select state, code, name, indicator, office, papers, days, case state
    when 'IN-AP' then 'Grievance at the village or ward secretariat or to the district collector (Public Grievance Redressal System); where the service is notified under the Andhra Pradesh Public Services Delivery Guarantee Act, appeal under it. '
    when 'IN-GJ' then 'Grievance at SWAGAT of the taluka or district; where the service is notified under the Gujarat (Right of Citizens to Public Services) Act 2013, appeal under it. '
    when 'IN-WB' then 'Grievance to the block development officer or the sub-divisional officer; where the service is notified under the West Bengal Right to Public Services Act 2013, appeal and review under it. '
    end || words
from (values
    ('IN-AP', 'house-patta', 'House-site patta', 'L1', 'Village or ward secretariat; the tahsildar gives the patta', array['Aadhaar', 'Ration (rice) card', 'Income certificate', 'Statement that the family owns no house or site'], 0),
    ('IN-AP', 'ration-card', 'Ration card (rice card)', 'L3', 'Village or ward secretariat', array['Aadhaar of each member of the household', 'Proof of residence'], 0),
    ('IN-AP', 'widow-pension', 'Widow pension (NTR Bharosa)', 'L5', 'Village or ward secretariat', array['Aadhaar', 'Ration (rice) card', 'Death certificate of the husband', 'Bank account'], 0),
    ('IN-AP', 'old-age-pension', 'Old-age pension (NTR Bharosa)', 'L5', 'Village or ward secretariat', array['Aadhaar with the age', 'Ration (rice) card', 'Bank account'], 0),
    ('IN-AP', 'pension', 'Other social pension, such as for a single woman or for disability (NTR Bharosa)', 'L5', 'Village or ward secretariat', array['Aadhaar', 'Ration (rice) card', 'Paper that shows the ground, such as a disability certificate', 'Bank account'], 0),
    ('IN-AP', 'caste-certificate', 'Caste certificate (integrated certificate)', 'L7', 'Village or ward secretariat or MeeSeva; the tahsildar signs', array['Aadhaar', 'Caste paper of a parent or a school paper, if there is one'], 0),
    ('IN-AP', 'income-certificate', 'Income certificate', 'L7', 'Village or ward secretariat or MeeSeva; the tahsildar signs', array['Aadhaar', 'Ration (rice) card', 'Own statement of income'], 0),
    ('IN-AP', 'scholarship', 'Scholarship of a child', 'L7', 'The school or college; village or ward secretariat', array['Aadhaar of child and mother', 'Caste and income certificates', 'Marks of the last year', 'Bank account'], 0),
    ('IN-AP', 'loan-subsidy', 'Subsidised loan', 'L7', 'The corporation for her community or for women at the district, with the bank', array['Aadhaar', 'Caste and income certificates', 'What the loan is for and what it will cost', 'Bank account'], 0),
    ('IN-AP', 'livelihood-scheme', 'Livelihood scheme of the rural or urban mission', 'L7', 'SERP in villages, MEPMA in towns', array['Aadhaar', 'Membership of a self-help group', 'Bank account'], 0),
    ('IN-GJ', 'house-patta', 'Free house plot', 'L1', 'Talati of the panchayat; the taluka panchayat decides', array['Aadhaar', 'Ration card', 'Income certificate', 'Statement that the family owns no house or plot'], 0),
    ('IN-GJ', 'ration-card', 'Ration card', 'L3', 'Mamlatdar''s office (Jan Seva Kendra) or Digital Gujarat', array['Aadhaar of each member of the household', 'Proof of residence', 'Photos'], 30),
    ('IN-GJ', 'widow-pension', 'Widow assistance (Ganga Swarupa)', 'L5', 'Mamlatdar''s office (Jan Seva Kendra) or Digital Gujarat', array['Aadhaar', 'Ration card', 'Death certificate of the husband', 'Income certificate', 'Bank or post office account'], 0),
    ('IN-GJ', 'old-age-pension', 'Old-age pension', 'L5', 'Mamlatdar''s office (Jan Seva Kendra) or Digital Gujarat', array['Aadhaar', 'Proof of age', 'Ration card or proof of being below the poverty line', 'Bank or post office account'], 0),
    ('IN-GJ', 'pension', 'Other social pension, such as for disability', 'L5', 'District social defence office or Mamlatdar''s office', array['Aadhaar', 'Paper that shows the ground, such as a disability certificate', 'Bank or post office account'], 0),
    ('IN-GJ', 'caste-certificate', 'Caste certificate', 'L7', 'Mamlatdar''s office (Jan Seva Kendra) or Digital Gujarat', array['Aadhaar', 'Ration card', 'School leaving certificate or caste paper of a parent, if there is one'], 0),
    ('IN-GJ', 'income-certificate', 'Income certificate', 'L7', 'Mamlatdar''s office (Jan Seva Kendra) or Digital Gujarat', array['Aadhaar', 'Ration card', 'Own statement of income'], 0),
    ('IN-GJ', 'scholarship', 'Scholarship of a child', 'L7', 'The school or college; Digital Gujarat', array['Aadhaar of child and mother', 'Caste and income certificates', 'Marks of the last year', 'Bank account'], 0),
    ('IN-GJ', 'loan-subsidy', 'Subsidised loan', 'L7', 'Gujarat Women Economic Development Corporation, through the district''s women and child officer, with the bank', array['Aadhaar', 'Income certificate', 'What the loan is for and what it will cost', 'Bank account'], 0),
    ('IN-GJ', 'livelihood-scheme', 'Livelihood scheme (Mission Mangalam)', 'L7', 'Gujarat Livelihood Promotion Company, at the taluka', array['Aadhaar', 'Membership of a self-help group (sakhi mandal)', 'Bank account'], 0),
    ('IN-WB', 'house-patta', 'Homestead patta (Nijo Griha Nijo Bhumi)', 'L1', 'Block land and land reforms officer', array['Aadhaar or voter ID', 'Ration card', 'Statement that the family owns no house or land'], 0),
    ('IN-WB', 'ration-card', 'Digital ration card', 'L3', 'Food inspector of the block or town; Duare Sarkar camps', array['Aadhaar of each member of the household', 'Proof of residence'], 0),
    ('IN-WB', 'widow-pension', 'Widow pension (Jai Bangla)', 'L5', 'Block development officer or municipality; Duare Sarkar camps', array['Aadhaar', 'Voter ID', 'Ration card', 'Death certificate of the husband', 'Bank account'], 0),
    ('IN-WB', 'old-age-pension', 'Old-age pension (Jai Bangla)', 'L5', 'Block development officer or municipality; Duare Sarkar camps', array['Aadhaar', 'Voter ID', 'Ration card', 'Bank account'], 0),
    ('IN-WB', 'pension', 'Other social pension, such as for disability (Manabik)', 'L5', 'Block development officer or municipality; Duare Sarkar camps', array['Aadhaar', 'Paper that shows the ground, such as a disability certificate', 'Bank account'], 0),
    ('IN-WB', 'caste-certificate', 'Caste certificate', 'L7', 'Sub-divisional officer, through the block development officer', array['Aadhaar or voter ID', 'Caste certificate of a blood relation, if there is one', 'Proof of residence'], 0),
    ('IN-WB', 'income-certificate', 'Income certificate', 'L7', 'Block development officer, or the municipality', array['Aadhaar or voter ID', 'Ration card', 'Own statement of income'], 0),
    ('IN-WB', 'scholarship', 'Scholarship of a child', 'L7', 'The school or college; OASIS or Aikyashree portal', array['Aadhaar of child and mother', 'Caste and income certificates', 'Marks of the last year', 'Bank account'], 0),
    ('IN-WB', 'loan-subsidy', 'Subsidised loan', 'L7', 'The finance corporation for her community at the district or block, with the bank', array['Aadhaar', 'Caste or community and income certificates', 'What the loan is for and what it will cost', 'Bank account'], 0),
    ('IN-WB', 'livelihood-scheme', 'Livelihood scheme (Anandadhara)', 'L7', 'State rural livelihoods mission, at the block', array['Aadhaar', 'Membership of a self-help group', 'Bank account'], 0)
) as own (state, code, name, indicator, office, papers, days)
cross join ladder where kind = 'rti';
